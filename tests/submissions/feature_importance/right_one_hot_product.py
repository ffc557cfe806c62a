import numpy as np


def feature_importance(
    feature: np.ndarray,
    samples: np.ndarray,
    impurity: np.ndarray,
    left: np.ndarray,
    right: np.ndarray,
    num_features: int,
) -> np.ndarray:
    # What a node passes on to its parent is subtracted there: one signed sum over all nodes.
    mass = np.multiply(samples, impurity, dtype=np.float64)
    splits = np.flatnonzero((left != -1) & (right != -1))
    picks = (feature[splits] == np.arange(num_features)[:, None]).astype(np.float64)  # [num_features, splits]
    raw = picks @ (mass[splits] - mass[left[splits]] - mass[right[splits]])
    norm = raw.sum()
    return np.divide(raw, norm, out=np.zeros(num_features), where=norm > 0)
