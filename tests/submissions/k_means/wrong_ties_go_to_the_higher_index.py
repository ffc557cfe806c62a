import numpy as np


def nearest(x, c):
    best = np.full(len(x), np.inf)
    owner = np.zeros(len(x), dtype=int)
    for k in range(len(c)):
        d = ((x - c[k]) ** 2).sum(1)
        owner = np.where(d <= best, k, owner)
        best = np.minimum(d, best)
    return owner


def k_means(x, centroids, max_iter):
    c = centroids.copy()
    lab = nearest(x, c)
    for _ in range(max_iter):
        for k in np.unique(lab):
            c[k] = x[lab == k].mean(0)
        old, lab = lab, nearest(x, c)
        if (old == lab).all():
            break
    return c, lab, float(((x - c[lab]) ** 2).sum())
