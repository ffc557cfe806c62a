import numpy as np


def linear_regression_sgd(x, y, order, lr):
    w, b = np.zeros(x.shape[1], dtype=x.dtype), 0.0
    for step in range(len(order)):
        i = step % x.shape[0]
        diff = x[i].dot(w) + b - y[i]
        w, b = w - lr * diff * x[i], b - lr * diff
    return w, float(b)
