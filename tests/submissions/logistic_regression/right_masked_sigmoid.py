import numpy as np


def sigmoid(z):
    out = np.empty_like(z)
    pos = z >= 0
    out[pos] = 1.0 / (1.0 + np.exp(-z[pos]))
    ez = np.exp(z[~pos])
    out[~pos] = ez / (1.0 + ez)
    return out


def logistic_regression(x, y, lr, steps, l2=0.0):
    w = np.zeros((x.shape[1],), dtype=x.dtype)
    b = 0.0
    for _ in range(steps):
        p = sigmoid(x.dot(w) + b)
        dw = np.zeros_like(w)
        for i in range(len(y)):
            dw += (p[i] - y[i]) * x[i]
        dw = dw / len(y) + l2 * w
        db = np.mean(p - y)
        w -= lr * dw
        b -= lr * db
    return w, b
