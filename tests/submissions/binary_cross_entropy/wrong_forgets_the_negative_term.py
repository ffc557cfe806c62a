import numpy as np


def binary_cross_entropy(y_true, y_pred, eps=1e-12):
    p = np.clip(y_pred.astype(float), eps, 1 - eps)
    return float(-(np.log(p) @ y_true.astype(float)) / len(p))
