import numpy as np


def linear_regression_sgd(x, y, order, lr):
    n = x.shape[0]
    w, b = np.zeros(x.shape[1], dtype=x.dtype), 0.0
    for _ in order:
        prediction = x.dot(w) + b
        dw = ((prediction - y)[:, None] * x).sum(axis=0) / n
        db = np.sum(prediction - y) / n
        w = w - lr * dw
        b = b - lr * db
    return w, float(b)
