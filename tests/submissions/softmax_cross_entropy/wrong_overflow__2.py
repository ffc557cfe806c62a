import numpy as np


def softmax_cross_entropy(logits, targets):
    e = np.exp(logits)
    z = e.sum(axis=1)
    n = logits.shape[0]
    right = logits[np.arange(n), targets]
    loss = np.mean(np.log(z) - right)
    g = e / z[:, None]
    g[np.arange(n), targets] -= 1
    return float(loss), g / n
