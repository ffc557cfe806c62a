"""Categorical cross-entropy H(y, p) = -sum_k y_k log p_k between a label's distribution and the predicted one (Shannon,
1948; as a training loss, Bridle, 1990).
"""

import numpy as np


def categorical_cross_entropy(y_true: np.ndarray, y_pred: np.ndarray, eps: float = 1e-12) -> float:
    """Mean over the rows of -sum_k y_k log p_k, for labels and probabilities [N, C]."""
    log_p = np.log(np.clip(y_pred, eps, 1.0))  # [N, C]
    return float(-np.sum(y_true * log_p, axis=1).mean())
