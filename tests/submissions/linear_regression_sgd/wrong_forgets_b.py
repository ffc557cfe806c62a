import numpy as np


def gradient(sample, target, w, b):
    residual = float(np.sum(sample * w) + b - target)
    return residual * sample, residual


def linear_regression_sgd(x, y, order, lr):
    n_features = x.shape[1]
    w, b, t = np.zeros((n_features,)).astype(x.dtype), 0.0, 0
    while t < order.size:
        gw, gb = gradient(x[order[t]], y[order[t]], w, b)
        w = w - lr * gw
        t += 1
    return w, b
