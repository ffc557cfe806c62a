import numpy as np


def categorical_cross_entropy(y_true, y_pred, eps=1e-12):
    p, q = np.clip(y_pred, eps, 1.0), np.clip(1 - y_pred, eps, 1.0)
    per_class = -(y_true * np.log(p) + (1 - y_true) * np.log(q))
    return float(per_class.sum(axis=1).mean())
