import numpy as np


def binary_cross_entropy(y_true, y_pred, eps=1e-12):
    p = np.clip(np.float64(y_pred), eps, 1 - eps)
    return float(np.where(y_true == 1, np.log(p), np.log1p(-p)).mean())
