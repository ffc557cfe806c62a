import numpy as np


def gini(p: np.ndarray) -> np.ndarray:
    return (p * (1 - p)).sum(-1)


def entropy(p: np.ndarray) -> np.ndarray:
    return -(p * np.log2(np.where(p > 0, p, 1))).sum(-1)


CRITERIA = {"gini": gini, "entropy": entropy}


def split_gain(labels: np.ndarray, left: np.ndarray, criterion: str) -> float:
    if criterion not in CRITERIA:
        raise ValueError(f"unknown criterion {criterion}")
    _, code = np.unique(labels, return_inverse=True)
    table = np.zeros((2, code.max() + 1))
    np.add.at(table, (left.astype(int), code), 1)
    sizes = table.sum(1)
    shares = table / np.maximum(sizes, 1)[:, None]
    measure = CRITERIA[criterion]
    return float(measure(table.sum(0) / len(labels)) - sizes @ measure(shares) / len(labels))
