from collections import Counter
from math import log2

import numpy as np


def split_gain(labels: np.ndarray, left: np.ndarray, criterion: str) -> float:
    match criterion:
        case "gini":
            def term(p):
                return p - p * p
        case "entropy":
            def term(p):
                return -p * log2(p)
        case _:
            raise ValueError(criterion)

    def times_size(group):  # impurity times the number of samples: 0 for an empty group by itself
        return sum(len(group) * term(count / len(group)) for count in Counter(group).values())

    go_left = [int(c) for c, side in zip(labels, left) if side]
    go_right = [int(c) for c, side in zip(labels, left) if not side]
    return (times_size(go_left + go_right) - times_size(go_left) - times_size(go_right)) / len(labels)
