import numpy as np


def H(y, criterion):
    if y.size == 0:
        return 0.0
    _, c = np.unique(y, return_counts=True)
    p = c / y.size
    if criterion == "gini":
        return 1.0 - np.dot(p, p)
    if criterion == "entropy":
        return -np.dot(p, np.log2(p))
    raise ValueError("bad criterion")


def split_gain(labels, left, criterion):
    return float(H(labels, criterion) - H(labels[left], criterion) - H(labels[np.logical_not(left)], criterion))
