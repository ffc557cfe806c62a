import numpy as np


def k_means(x, centroids, max_iter):
    c = [list(map(float, row)) for row in centroids]
    n, dim = x.shape

    def label(p):
        gaps = [sum((p[d] - row[d]) ** 2 for d in range(dim)) for row in c]
        return gaps.index(min(gaps))

    points = x.tolist()
    lab = [label(p) for p in points]
    for _ in range(max_iter):
        for k in range(len(c)):
            mine = [p for p, owner in zip(points, lab) if owner == k]
            if mine:
                c[k] = [sum(column) / len(mine) for column in zip(*mine)]
        new = [label(p) for p in points]
        if new == lab:
            break
        lab = new
    inertia = sum((p[d] - c[k][d]) ** 2 for p, k in zip(points, lab) for d in range(dim))
    return np.array(c, dtype=x.dtype), np.array(lab), float(inertia)
