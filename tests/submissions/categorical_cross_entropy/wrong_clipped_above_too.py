import numpy as np


def categorical_cross_entropy(y_true, y_pred, eps=1e-12):
    p = np.minimum(np.maximum(y_pred, eps), 1 - eps)
    total = 0.0
    for i in range(len(p)):
        total += np.dot(y_true[i], np.log(p[i]))
    return float(-total / len(p))
