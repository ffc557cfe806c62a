import numpy as np


def factorization_machine(x: np.ndarray, w0: float, w: np.ndarray, v: np.ndarray) -> np.ndarray:
    z = np.einsum("nf,fk->nfk", x, v)
    total = z.sum(axis=1)
    twice = np.einsum("nk,nk->n", total, total) - np.einsum("nfk,nfk->n", z, z)
    return (np.einsum("nf,f->n", x, w) + twice / 2 + w0).astype(x.dtype)
