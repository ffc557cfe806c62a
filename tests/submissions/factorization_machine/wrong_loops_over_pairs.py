import numpy as np


def factorization_machine(x, w0, w, v):
    out = w0 + x @ w
    for i in range(x.shape[1]):
        for j in range(i):
            out = out + np.dot(v[i], v[j]) * x[:, i] * x[:, j]
    return out
