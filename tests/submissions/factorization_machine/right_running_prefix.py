import numpy as np


def factorization_machine(x: np.ndarray, w0: float, w: np.ndarray, v: np.ndarray) -> np.ndarray:
    # Pair each feature with the sum of all features before it.
    score = np.full(x.shape[0], w0, dtype=x.dtype)
    before = np.zeros((x.shape[0], v.shape[1]), dtype=x.dtype)
    for f in range(x.shape[1]):
        column = x[:, f : f + 1]
        here = column * v[f]
        score += column[:, 0] * w[f] + (before * here).sum(axis=1)
        before += here
    return score
