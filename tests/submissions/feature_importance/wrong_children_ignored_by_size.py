import numpy as np


def feature_importance(feature, samples, impurity, left, right, num_features):
    out = np.zeros(num_features)
    split = left != -1
    mean_below = 0.5 * impurity[left[split]] + 0.5 * impurity[right[split]]
    np.add.at(out, feature[split], (impurity[split] - mean_below) * samples[split] / samples[0])
    return out / out.sum() if out.sum() > 0 else out
