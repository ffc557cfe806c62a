import numpy as np


def split_gain(labels, left, criterion):
    def imp(y):
        if len(y) == 0:
            return 0.0
        c = np.unique(y, return_counts=True)[1] / len(y)
        if criterion == "gini":
            return 1 - np.sum(c * c)
        return np.sum(c * np.log2(1 / c))

    frac = np.mean(left)
    return float(imp(labels) - frac * imp(labels[left]) - (1 - frac) * imp(labels[~left]))
