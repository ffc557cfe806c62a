import numpy as np


def feature_importance(feature, samples, impurity, left, right, num_features):
    mass = samples / samples[0] * impurity
    gain = {}
    for i in range(len(feature)):
        if left[i] != -1:
            gain[int(feature[i])] = mass[i] - mass[left[i]] - mass[right[i]]
    total = sum(gain.values())
    out = np.zeros(num_features)
    for f, g in gain.items():
        out[f] = g / total if total > 0 else 0.0
    return out
