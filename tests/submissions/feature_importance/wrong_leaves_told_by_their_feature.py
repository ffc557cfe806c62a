import numpy as np


def feature_importance(feature, samples, impurity, left, right, num_features):
    total = samples * impurity
    out = np.zeros(num_features)
    for node, f in enumerate(feature):
        if f < 0:
            continue
        out[f] += total[node] - total[left[node]] - total[right[node]]
    return out / out.sum() if out.sum() > 0 else out
