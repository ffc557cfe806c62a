import math

import numpy as np


def probability(z):
    if z < 0:
        t = math.exp(z)
        return t / (1 + t)
    return 1 / (1 + math.exp(-z))


def logistic_regression(x, y, lr, steps, l2=0.0):
    rows, labels = x.tolist(), y.tolist()
    count, width = x.shape
    w, b = [0.0] * width, 0.0
    for _ in range(steps):
        dw, db = [l2 * v for v in w], 0.0
        for row, label in zip(rows, labels):
            margin = label * (sum(p * q for p, q in zip(row, w)) + b)
            g = -label * probability(-margin) / count
            db += g
            for j in range(width):
                dw[j] += g * row[j]
        w = [v - lr * g for v, g in zip(w, dw)]
        b -= lr * db
    return np.array(w, dtype=x.dtype), b
