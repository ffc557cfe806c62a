import numpy as np


def k_means(x, centroids, max_iter):
    lab = None
    for _ in range(max_iter):
        new = ((x[:, None] - centroids[None]) ** 2).sum(2).argmin(1)
        if lab is not None and np.array_equal(lab, new):
            break
        lab = new
        for k in range(len(centroids)):
            mine = x[lab == k]
            if len(mine):
                centroids[k, :] = mine.mean(axis=0)
    dist = ((x[:, None] - centroids[None]) ** 2).sum(2)
    return centroids, dist.argmin(1), float(dist.min(1).sum())
