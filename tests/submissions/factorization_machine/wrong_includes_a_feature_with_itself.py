import numpy as np


def factorization_machine(x, w0, w, v):
    latent = np.dot(x, v)
    return w0 + np.dot(x, w) + np.einsum("nk,nk->n", latent, latent) / 2
