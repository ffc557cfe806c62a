import numpy as np


def softmax_cross_entropy(logits, targets):
    n = len(logits)
    z = logits - np.max(logits)
    e = np.exp(z)
    s = e.sum(-1)
    loss = np.mean(np.log(s) - z[range(n), targets])
    g = e / s[:, None]
    g[range(n), targets] -= 1.0
    return float(loss), g / n
