"""Stochastic gradient descent for least squares, one sample a step: the LMS rule (Widrow and Hoff, 1960)."""

import numpy as np


def linear_regression_sgd(x: np.ndarray, y: np.ndarray, order: np.ndarray, lr: float) -> tuple[np.ndarray, float]:
    w = np.zeros(x.shape[1], x.dtype)  # [D]
    b = x.dtype.type(0)
    for i in order:
        error = x[i] @ w + b - y[i]
        w -= lr * error * x[i]
        b -= lr * error
    return w, b
