import numpy as np


def feature_importance(feature, samples, impurity, left, right, num_features):
    out = np.zeros(num_features)
    for i in np.where(left != -1)[0]:
        a, b = left[i], right[i]
        out[feature[i]] += (samples[i] * impurity[i] - samples[a] * impurity[a] - samples[b] * impurity[b]) / samples[0]
    with np.errstate(invalid="ignore"):
        return out / out.sum()
