import math

import numpy as np


def row_loss(labels, probabilities, eps):
    return -sum(y * math.log(min(max(p, eps), 1.0)) for y, p in zip(labels, probabilities) if y)


def categorical_cross_entropy(y_true: np.ndarray, y_pred: np.ndarray, eps: float = 1e-12) -> float:
    rows = [row_loss(y, p, eps) for y, p in zip(y_true.tolist(), y_pred.tolist())]
    return sum(rows) / len(rows)
