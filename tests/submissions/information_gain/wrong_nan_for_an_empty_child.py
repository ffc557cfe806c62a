import numpy as np


def split_gain(labels, left, criterion):
    if criterion not in {"gini", "entropy"}:
        raise ValueError("unknown criterion")

    def impurity(y):
        p = np.array([np.mean(y == c) for c in np.unique(y)]) if len(y) else np.array([np.nan])
        return np.sum(p * (1 - p)) if criterion == "gini" else np.sum(-p * np.log2(p))

    a, b = labels[left], labels[~left]
    n = labels.size
    return float(impurity(labels) - a.size / n * impurity(a) - b.size / n * impurity(b))
