import numpy as np


def factorization_machine(x, w0, w, v):
    z = x[:, :, None] * v[None]
    inter = np.square(z.sum(1)) - np.square(z).sum(1)
    return inter.sum(-1) + x.dot(w) + w0
