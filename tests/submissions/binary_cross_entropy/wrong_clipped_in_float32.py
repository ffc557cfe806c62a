import numpy as np


def binary_cross_entropy(y_true, y_pred, eps=1e-12):
    p = np.maximum(np.minimum(y_pred, y_pred.dtype.type(1 - eps)), y_pred.dtype.type(eps))
    loss = -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))
    return float(np.sum(loss) / len(loss))
