import numpy as np


def assign(x, c):
    d = np.stack([np.square(x - row).sum(axis=1) for row in c], axis=1)
    return d.argmin(axis=1), d.min(axis=1).sum()


def k_means(x, centroids, max_iter):
    c = np.array(centroids)
    lab, inertia = assign(x, c)
    it = 0
    while it < max_iter:
        onehot = (lab[:, None] == np.arange(len(c))).astype(x.dtype)
        n = onehot.sum(0)
        c = np.where(n[:, None] > 0, onehot.T @ x / np.maximum(n, 1)[:, None], c).astype(x.dtype)
        new, inertia = assign(x, c)
        it += 1
        if (new == lab).all():
            break
        lab = new
    return c, new, float(inertia)
