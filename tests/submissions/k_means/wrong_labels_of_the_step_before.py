import numpy as np


def k_means(x, centroids, max_iter):
    c = np.array(centroids)
    lab = np.full(x.shape[0], -1)
    for _ in range(max_iter):
        dist = np.stack([((x - row) ** 2).sum(1) for row in c], axis=1)
        new = np.argmin(dist, axis=1)
        if not np.any(new != lab):
            break
        lab = new
        for k in set(lab.tolist()):
            c[k] = np.mean(x[lab == k], axis=0)
    return c, lab, float(np.square(x - c[lab]).sum())
