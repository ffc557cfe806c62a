import numpy as np


def feature_importance(feature, samples, impurity, left, right, num_features):
    total = [0.0] * num_features
    stack = [0]
    while stack:
        i = stack.pop()
        l, r = int(left[i]), int(right[i])
        if l == -1 and r == -1:
            continue
        stack += [l, r]
        n = samples[i]
        drop = impurity[i] - samples[l] / n * impurity[l] - samples[r] / n * impurity[r]
        total[int(feature[i])] += n / samples[0] * drop
    s = sum(total)
    return np.array([t / s for t in total] if s > 0 else total)
