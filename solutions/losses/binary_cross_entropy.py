"""Binary cross-entropy: the negative log-likelihood of labels that are independent Bernoulli variables (as a score for
probabilities: Good, "Rational Decisions", 1952).

float64 first, then clip: in float32, 1 - 1e-12 is 1 and the clipping would do nothing at the upper end.
"""

import numpy as np


def binary_cross_entropy(y_true: np.ndarray, y_pred: np.ndarray, eps: float = 1e-12) -> float:
    """Mean of -[y log p + (1 - y) log(1 - p)] over labels y and probabilities p, [N] each."""
    y = y_true.astype(np.float64)
    p = np.clip(y_pred.astype(np.float64), eps, 1.0 - eps)
    return float(-np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p)))
