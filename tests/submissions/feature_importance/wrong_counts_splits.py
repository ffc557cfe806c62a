from collections import Counter

import numpy as np


def feature_importance(feature, samples, impurity, left, right, num_features):
    used = Counter(int(f) for f, l in zip(feature, left) if l != -1)
    total = sum(used.values()) or 1
    return np.array([used[f] / total for f in range(num_features)])
