import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_cross_entropy(logits, targets):
    n = len(targets)
    p = softmax(logits)
    loss = 0.0
    for i in range(n):
        loss -= np.log(max(p[i, targets[i]], 1e-12))
    grad = p.copy()
    grad[np.arange(n), targets] -= 1
    return float(loss / n), grad / n
