import numpy as np


class Clustering:
    def __init__(self, x, start):
        self.x = x
        self.centres = np.array(start, copy=True)
        self.assign()

    def assign(self):
        best = np.full(len(self.x), np.inf)
        self.labels = np.zeros(len(self.x), dtype=np.int64)
        for k, centre in enumerate(self.centres):
            distance = np.einsum("nd,nd->n", self.x - centre, self.x - centre)
            closer = distance < best  # strictly, so that the lower index wins a tie
            best[closer], self.labels[closer] = distance[closer], k
        self.inertia = float(best.sum())

    def move(self):
        sums = np.zeros_like(self.centres)
        np.add.at(sums, self.labels, self.x)
        sizes = np.bincount(self.labels, minlength=len(self.centres))
        filled = sizes > 0
        self.centres[filled] = sums[filled] / sizes[filled, None]


def k_means(x: np.ndarray, centroids: np.ndarray, max_iter: int) -> tuple[np.ndarray, np.ndarray, float]:
    state = Clustering(x, centroids)
    for _ in range(max_iter):
        before = state.labels
        state.move()
        state.assign()
        if not (before != state.labels).any():
            break
    return state.centres, state.labels, state.inertia
