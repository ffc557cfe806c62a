import math
from collections import Counter

import numpy as np


def split_gain(labels, left, criterion):
    if criterion != "gini" and criterion != "entropy":
        raise ValueError("criterion")

    def impurity(ys):
        n = len(ys)
        freq = [k / n for k in Counter(ys).values()]
        return 1 - sum(f * f for f in freq) if criterion == "gini" else -sum(f * math.log(f) for f in freq)

    total = impurity(labels.tolist())
    for mask in (left, np.invert(left)):
        ys = labels[mask].tolist()
        if ys:
            total -= impurity(ys) * len(ys) / len(labels)
    return total
