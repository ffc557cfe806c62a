import numpy as np


def split_gain(labels, left, criterion):
    if criterion not in ["gini", "entropy"]:
        raise ValueError(criterion)
    onehot = (labels[:, None] == np.unique(labels)[None, :]).astype(float)

    def score(rows):
        if rows.shape[0] == 0:
            return 0.0
        p = rows.mean(axis=0)
        if criterion == "gini":
            return 1.0 - np.square(p).sum()
        with np.errstate(all="ignore"):
            return -np.sum(p * np.log2(p))

    w = left.mean()
    return float(score(onehot) - w * score(onehot[left]) - (1 - w) * score(onehot[~left]))
