"""SciPy's k-means, which gives the labels of the step before: they are taken anew for the final centroids."""

import warnings

from scipy.cluster.vq import kmeans2, vq


def k_means(x, centroids, max_iter):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about empty clusters, which keep their centroids
        found, _ = kmeans2(x, centroids.copy(), iter=max_iter, minit="matrix", missing="warn")
    labels, distances = vq(x, found)
    return found, labels.astype("int64"), float((distances**2).sum())
