import numpy as np


def linear_regression_sgd(x, y, order, lr):
    n, d = x.shape
    w, b = [0.0] * d, 0.0
    for step in range(order.shape[0]):
        i = int(order[step])
        pred = sum(float(x[i, j]) * w[j] for j in range(d)) + b
        e = pred - float(y[i])
        w = [wj - lr * e * float(x[i, j]) for j, wj in enumerate(w)]
        b -= lr * e
    return np.array(w, dtype=x.dtype), b
