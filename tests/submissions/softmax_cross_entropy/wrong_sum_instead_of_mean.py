import numpy as np


def softmax_cross_entropy(logits, targets):
    loss = 0.0
    grads = []
    for z, t in zip(logits, targets):
        z = z - z.max()
        total = np.exp(z).sum()
        loss += np.log(total) - z[t]
        g = np.exp(z) / total
        g[t] -= 1
        grads.append(g / len(logits))
    return float(loss), np.array(grads, dtype=logits.dtype)
