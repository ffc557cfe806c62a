import numpy as np


def binary_cross_entropy(y_true, y_pred, eps=1e-12):
    p = y_pred.astype(np.float64)
    pos, neg = np.log(eps + p), np.log(eps + (1 - p))
    return -np.average(pos * y_true + neg * (1 - y_true))
