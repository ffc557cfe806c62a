import numpy as np


def feature_importance(feature, samples, impurity, left, right, num_features):
    out = np.zeros(num_features)
    for i in range(len(left)):
        l, r = left[i], right[i]
        if l == -1:
            continue
        wl, wr = samples[l] / samples[i], samples[r] / samples[i]
        out[feature[i]] += impurity[i] - wl * impurity[l] - wr * impurity[r]
    s = out.sum()
    return out / s if s else out
