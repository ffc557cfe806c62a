import numpy as np


def k_means(x, centroids, max_iter):
    c = np.array(centroids)
    lab = None
    for step in range(max_iter + 1):
        dist = np.linalg.norm(x[:, None] - c[None], axis=-1)
        new = dist.argmin(axis=1)
        if step == max_iter or (lab is not None and np.array_equal(new, lab)):
            return c, new, float(dist.min(axis=1).sum())
        lab = new
        for k in np.unique(lab):
            c[k] = x[lab == k].mean(axis=0)
