"""Mutual information by its definition for entropy; the chance that two draws differ for Gini. Plain counting."""

import math
from collections import Counter


def entropy(items):
    return sum(n / len(items) * math.log2(len(items) / n) for n in Counter(items).values())


def gini(items):
    return sum(a != b for a in items for b in items) / len(items) ** 2


def split_gain(labels, left, criterion):
    if criterion not in ("entropy", "gini"):
        raise ValueError(criterion)
    labels, left = labels.tolist(), left.tolist()
    if criterion == "entropy":
        return entropy(labels) + entropy(left) - entropy(list(zip(labels, left, strict=True)))
    gain = gini(labels)
    for side in set(left):
        part = [label for label, where in zip(labels, left, strict=True) if where == side]
        gain -= len(part) / len(labels) * gini(part)
    return gain
