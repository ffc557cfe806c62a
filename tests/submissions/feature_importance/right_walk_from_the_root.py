import numpy as np


def feature_importance(
    feature: np.ndarray,
    samples: np.ndarray,
    impurity: np.ndarray,
    left: np.ndarray,
    right: np.ndarray,
    num_features: int,
) -> np.ndarray:
    gains = [0.0] * num_features
    waiting = [0]
    while waiting:
        node = waiting.pop()
        if left[node] == -1 and right[node] == -1:
            continue
        gain = impurity[node]
        for child in (left[node], right[node]):
            gain -= samples[child] / samples[node] * impurity[child]
            waiting.append(child)
        gains[feature[node]] += samples[node] / samples[0] * gain
    total = sum(gains)
    return np.array([gain / total if total else 0.0 for gain in gains])
