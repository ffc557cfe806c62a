import numpy as np


def forward(params, x):
    cache = []
    for i, (w, b) in enumerate(params):
        cache.append(x)
        x = x @ w + b
        if i != len(params) - 1:
            x = np.where(x > 0, x, 0)
    return x, cache


def loss_and_grads(params, x, y):
    z, cache = forward(params, x)
    m = z.max(1, keepdims=True)
    lse = m + np.log(np.exp(z - m).sum(1, keepdims=True))
    rows = np.arange(len(y))
    loss = float((lse[:, 0] - z[rows, y]).mean())
    g = np.exp(z - lse)
    g[rows, y] -= 1
    g /= len(y)
    grads = []
    for (w, b), a in zip(reversed(params), reversed(cache)):
        grads.append((a.T @ g, g.sum(0)))
        g = g @ w.T
    return loss, list(reversed(grads))
