"""Gain of a split (J. R. Quinlan, "Induction of Decision Trees", 1986; Gini: L. Breiman et al., CART, 1984).

How impure the labels are before the split, minus how impure they are after it, each side weighted by its share.
"""

import numpy as np


def impurity(labels: np.ndarray, criterion: str) -> float:
    counts = np.unique(labels, return_counts=True)[1]  # only classes that occur, so that log never meets 0
    p = counts / counts.sum()
    return 1 - (p**2).sum() if criterion == "gini" else -(p * np.log2(p)).sum()


def split_gain(labels: np.ndarray, left: np.ndarray, criterion: str) -> float:
    if criterion not in ("gini", "entropy"):
        raise ValueError(f"criterion must be 'gini' or 'entropy', not {criterion!r}")
    gain = impurity(labels, criterion)
    for child in (labels[left], labels[~left]):
        gain -= len(child) / len(labels) * impurity(child, criterion)  # an empty child weighs 0
    return float(gain)
