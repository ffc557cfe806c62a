import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def logistic_regression(x, y, lr, steps, l2=0.0):
    n, d = x.shape
    design = np.hstack([x, np.ones((n, 1), dtype=x.dtype)])
    penalty = np.full(d + 1, l2)
    penalty[-1] = 0.0
    theta = np.zeros(d + 1)
    for _ in range(steps):
        residual = sigmoid(design.dot(theta)) - y
        theta -= lr * (np.einsum("nd,n->d", design, residual) + penalty * theta) / n
    return theta[:-1].astype(x.dtype), float(theta[-1])
