import numpy as np


def factorization_machine(x, w0, w, v):
    z = np.einsum("nf,fk->nfk", x, v)
    whole = z.sum(axis=(1, 2))
    return x @ w + w0 + (whole * whole - (z * z).sum(axis=(1, 2))) / 2
