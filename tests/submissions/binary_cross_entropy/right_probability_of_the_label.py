import numpy as np


def binary_cross_entropy(y_true, y_pred, eps=1e-12):
    wide = np.asarray(y_pred, dtype="float64")
    wide = np.minimum(np.maximum(wide, eps), 1 - eps)
    of_the_label = np.where(y_true == 1, wide, 1 - wide)
    return -np.log(of_the_label).mean()
