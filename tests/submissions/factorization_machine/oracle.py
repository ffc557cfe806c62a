"""The formula as it stands, one pair at a time."""

import numpy as np


def factorization_machine(x, w0, w, v):
    scores = []
    for row in x.astype(np.float64):
        score = w0 + float(np.dot(row, w))
        for i in range(len(row)):
            for j in range(i + 1, len(row)):
                score += float(np.dot(v[i].astype(np.float64), v[j])) * row[i] * row[j]
        scores.append(score)
    return np.array(scores, dtype=x.dtype)
