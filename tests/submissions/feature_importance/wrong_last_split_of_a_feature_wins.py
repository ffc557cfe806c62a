import numpy as np


def feature_importance(feature, samples, impurity, left, right, num_features):
    s = samples / samples[0]
    gain = {}
    for i in range(len(feature)):
        if left[i] != -1:
            gain[int(feature[i])] = s[i] * impurity[i] - s[left[i]] * impurity[left[i]] - s[right[i]] * impurity[right[i]]
    total = sum(gain.values())
    out = np.zeros(num_features)
    for f, g in gain.items():
        out[f] = g / total if total > 0 else 0.0
    return out
