import math


def binary_cross_entropy(y_true, y_pred, eps=1e-12):
    total = 0.0
    for y, p in zip(y_true, y_pred):
        p = min(max(float(p), eps), 1 - eps)
        total += float(y) * math.log(p) + (1 - float(y)) * math.log(1 - p)
    return -total
