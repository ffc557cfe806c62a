import numpy as np


def softmax_cross_entropy(logits, targets):
    z = logits - np.amax(logits, axis=1)[:, None]
    logp = z - np.log(np.sum(np.exp(z), axis=1))[:, None]
    y = np.eye(logits.shape[1], dtype=logits.dtype)[targets]
    loss = -(y * logp).sum(axis=1).mean()
    return float(loss), (y - np.exp(logp)) / len(logits)
