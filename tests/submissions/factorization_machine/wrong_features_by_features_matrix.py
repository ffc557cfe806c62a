import numpy as np


def factorization_machine(x, w0, w, v):
    i, j = np.triu_indices(x.shape[1], k=1)
    inner = (v[i] * v[j]).sum(1)
    return w0 + x @ w + (x[:, i] * x[:, j]) @ inner
