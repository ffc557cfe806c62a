import numpy as np


def k_means(x, centroids, max_iter):
    c = centroids.astype(x.dtype, copy=True)
    lab = np.argmin(((x[:, None] - c) ** 2).sum(-1), 1)
    for _ in range(max_iter):
        c = np.zeros_like(c)
        np.add.at(c, lab, x)
        c /= np.clip(np.bincount(lab, minlength=len(c)), 1, None)[:, None]
        new = np.argmin(((x[:, None] - c) ** 2).sum(-1), 1)
        if (new == lab).all():
            break
        lab = new
    return c, new, float(((x - c[new]) ** 2).sum())
