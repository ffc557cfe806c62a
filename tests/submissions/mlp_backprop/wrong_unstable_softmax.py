import numpy as np


def loss_and_grads(params, x, y):
    hs = [x]
    for i, (w, b) in enumerate(params):
        h = hs[-1] @ w + b
        hs.append(h if i == len(params) - 1 else h.clip(0))
    e = np.exp(hs[-1])
    total = e.sum(axis=1, keepdims=True)
    n = np.arange(len(x))
    loss = float((np.log(total[:, 0]) - hs[-1][n, y]).mean())
    g = e / total
    g[n, y] -= 1
    g = g / len(x)
    out = []
    for i in range(len(params) - 1, -1, -1):
        out.append((hs[i].T @ g, g.sum(0)))
        g = (g @ params[i][0].T) * (hs[i] > 0)
    out.reverse()
    return loss, out
