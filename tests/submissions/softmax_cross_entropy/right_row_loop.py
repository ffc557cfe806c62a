import math

import numpy as np


def softmax_cross_entropy(logits, targets):
    grad = np.empty(logits.shape, dtype=logits.dtype)
    losses = []
    for r, (row, t) in enumerate(zip(logits.astype(np.float64), targets)):
        e = np.exp(row - row.max())
        losses.append(math.log(e.sum()) + row.max() - row[t])
        g = e / e.sum()
        g[t] = g[t] - 1
        grad[r] = g / len(targets)
    return math.fsum(losses) / len(losses), grad
