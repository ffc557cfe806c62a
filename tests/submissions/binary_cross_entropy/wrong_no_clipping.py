import numpy as np


def binary_cross_entropy(y_true, y_pred, eps=1e-12):
    y, p = np.array(y_true, dtype=float), np.array(y_pred, dtype=float)
    first = y * np.log(p)
    second = (1 - y) * np.log(1 - p)
    return -(first + second).mean()
