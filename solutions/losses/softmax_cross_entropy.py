"""Softmax and cross-entropy fused, as every framework does it (Bridle, 1990; Goodfellow et al., "Deep Learning", 6.2).

log softmax(z)_k = z_k - max z - log sum_j exp(z_j - max z) never takes the logarithm of a rounded probability, and the
gradient of the fused loss is simply softmax minus the one-hot target.
"""

import numpy as np


def softmax_cross_entropy(logits: np.ndarray, targets: np.ndarray) -> tuple[float, np.ndarray]:
    """Mean cross-entropy of logits [N, C] against class indices [N], and its gradient [N, C]."""
    rows = np.arange(len(logits))
    shifted = logits - logits.max(axis=1, keepdims=True)  # [N, C], at most 0: exp cannot overflow
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # [N, C]
    loss = -log_probs[rows, targets].mean()

    grad = np.exp(log_probs)  # [N, C], softmax
    grad[rows, targets] -= 1.0
    return float(loss), grad / len(logits)
