import numpy as np


def k_means(x, centroids, max_iter):
    c = centroids.copy()
    K = c.shape[0]

    def assign():
        return np.argmin(np.linalg.norm(x[:, None, :] - c[None], axis=2) ** 2, axis=1)

    lab = assign()
    for _ in range(max_iter):
        onehot = np.eye(K, dtype=x.dtype)[lab]
        with np.errstate(all="ignore"):
            c = onehot.T @ x / onehot.sum(0)[:, None]
        new = assign()
        if np.all(new == lab):
            break
        lab = new
    return c, lab, float(((x - c[lab]) ** 2).sum())
