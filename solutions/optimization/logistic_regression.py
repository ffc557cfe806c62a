"""Logistic regression (Cox, 1958) by gradient descent on the mean negative log-likelihood.

The gradient by the margin is sigmoid(margin) - y. Written with tanh, the sigmoid overflows nowhere.
"""

import numpy as np


def logistic_regression(
    x: np.ndarray, y: np.ndarray, lr: float, steps: int, l2: float = 0.0
) -> tuple[np.ndarray, float]:
    w, b = np.zeros(x.shape[1], x.dtype), 0.0
    y = y.astype(x.dtype)
    for _ in range(steps):
        margin = x @ w + b  # [N]
        p = 0.5 * (1 + np.tanh(0.5 * margin))
        error = (p - y) / len(y)  # [N], the gradient by the margins
        w = w - lr * (x.T @ error + l2 * w)
        b = b - lr * float(error.sum())
    return w, b
