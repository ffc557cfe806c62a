import numpy as np


def squared_distances(x, c):
    return np.maximum((x * x).sum(1)[:, None] - 2 * x @ c.T + (c * c).sum(1), 0)  # [N, K]


def k_means(x: np.ndarray, centroids: np.ndarray, max_iter: int) -> tuple[np.ndarray, np.ndarray, float]:
    c = np.array(centroids)
    labels = squared_distances(x, c).argmin(1)
    for _ in range(max_iter):
        member = (labels[:, None] == np.arange(len(c))).astype(x.dtype)  # [N, K], one-hot
        size = member.sum(0)[:, None]
        c = np.where(size > 0, member.T @ x / np.maximum(size, 1), c)
        new = squared_distances(x, c).argmin(1)
        if np.array_equal(new, labels):
            break
        labels = new
    rest = x - c[labels]
    return c, labels, float(np.vdot(rest, rest))
