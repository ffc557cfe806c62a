import numpy as np


def feature_importance(feature, samples, impurity, left, right, num_features):
    share = samples / samples[0]
    out = np.zeros(num_features)
    for i, (l, r) in enumerate(zip(left, right)):
        if l != -1:
            out[feature[i]] += share[i] * impurity[i] - share[l] * impurity[l] - share[r] * impurity[r]
    return out
