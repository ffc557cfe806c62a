"""Mean decrease of impurity, or Gini importance (L. Breiman et al., "Classification and Regression Trees", 1984).

A split is worth what it takes off the impurity, and it counts for as many samples as pass through it. With
weighted = samples * impurity that is weighted(node) - weighted(left) - weighted(right), to be summed by feature.
"""

import numpy as np


def feature_importance(
    feature: np.ndarray,
    samples: np.ndarray,
    impurity: np.ndarray,
    left: np.ndarray,
    right: np.ndarray,
    num_features: int,
) -> np.ndarray:
    inner = left != -1  # [M], no leaf
    weighted = samples * impurity  # [M]
    decrease = weighted[inner] - weighted[left[inner]] - weighted[right[inner]]  # one a split
    importance = np.zeros(num_features)
    np.add.at(importance, feature[inner], decrease)  # adds up where a feature repeats; += through an index does not
    total = importance.sum()
    return importance / total if total > 0 else importance
