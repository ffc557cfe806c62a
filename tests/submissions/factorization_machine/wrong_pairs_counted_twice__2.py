import numpy as np


def factorization_machine(x, w0, w, v):
    gram = v @ v.T
    np.fill_diagonal(gram, 0)
    return w0 + x @ w + np.einsum("ni,ij,nj->n", x, gram, x)
