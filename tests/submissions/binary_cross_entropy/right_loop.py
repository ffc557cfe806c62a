import math

import numpy as np


def binary_cross_entropy(y_true, y_pred, eps=1e-12):
    losses = []
    for label, p in zip(np.asarray(y_true).tolist(), np.asarray(y_pred).tolist()):
        p = min(max(p, eps), 1.0 - eps)
        losses.append(-math.log(p) if label else -math.log1p(-p))
    return math.fsum(losses) / len(losses)
