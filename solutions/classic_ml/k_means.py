"""Lloyd's algorithm (S. Lloyd, "Least squares quantization in PCM", 1957, published in IEEE Trans. Inf. Theory 1982).

Two steps in turn, and neither can make the inertia larger: every point goes to its nearest centroid, every centroid
goes to the mean of its points. When no label changes, the next means are the same ones and nothing moves any more."""

import numpy as np


def nearest(x: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    difference = x[:, None] - centroids  # [N, K, D]
    return (difference**2).sum(-1).argmin(1)  # [N], the first of equal ones


def k_means(x: np.ndarray, centroids: np.ndarray, max_iter: int) -> tuple[np.ndarray, np.ndarray, float]:
    centroids = centroids.copy()  # [K, D]
    labels = nearest(x, centroids)  # [N]
    for _ in range(max_iter):
        for k in range(len(centroids)):
            if (labels == k).any():  # an empty cluster stays where it is
                centroids[k] = x[labels == k].mean(0)
        before, labels = labels, nearest(x, centroids)
        if np.array_equal(labels, before):
            break
    inertia = ((x - centroids[labels]) ** 2).sum()
    return centroids, labels, float(inertia)
