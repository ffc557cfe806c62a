import math
from collections import Counter
import numpy as np


def _imp(counts, n, criterion):
    if not n:
        return 0.0
    shares = [c / n for c in counts.values()]
    if criterion == "gini":
        return sum(p * (1 - p) for p in shares)
    return sum(p * math.log2(1 / p) for p in shares if p)


def split_gain(labels, left, criterion):
    if criterion != "gini" and criterion != "entropy":
        raise ValueError(criterion)
    total, l = Counter(labels.tolist()), Counter(labels[np.where(left)].tolist())
    r = total - l
    n, nl = len(labels), int(left.sum())
    return _imp(total, n, criterion) - nl / n * _imp(l, nl, criterion) - (n - nl) / n * _imp(r, n - nl, criterion)
