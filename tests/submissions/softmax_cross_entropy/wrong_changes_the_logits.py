import numpy as np


def softmax_cross_entropy(logits, targets):
    n = len(targets)
    logits -= logits.max(axis=1)[:, None]
    lse = np.log(np.exp(logits).sum(axis=1))
    loss = (lse - logits[np.arange(n), targets]).mean()
    grad = np.exp(logits - lse[:, None])
    grad[np.arange(n), targets] -= 1
    grad /= n
    return float(loss), grad
