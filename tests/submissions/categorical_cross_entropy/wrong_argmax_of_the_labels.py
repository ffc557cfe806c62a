import numpy as np


def categorical_cross_entropy(y_true, y_pred, eps=1e-12):
    classes = np.argmax(y_true, axis=-1)
    p = np.take_along_axis(y_pred, classes[:, None], axis=1).squeeze(1)
    return float(-np.log(np.clip(p, eps, 1)).mean())
