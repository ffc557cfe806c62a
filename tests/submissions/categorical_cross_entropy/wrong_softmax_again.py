import numpy as np


def softmax(z):
    z = z - z.max(-1, keepdims=True)
    return np.exp(z) / np.exp(z).sum(-1, keepdims=True)


def categorical_cross_entropy(y_true, y_pred, eps=1e-12):
    p = softmax(y_pred).clip(eps, 1)
    return float(-(y_true * np.log(p)).sum(-1).mean())
