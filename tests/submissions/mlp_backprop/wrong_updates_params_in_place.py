import numpy as np


def loss_and_grads(params, x, y, lr=0.1):
    h, seen = x, []
    for w, b in params:
        seen.append(h)
        z = h @ w + b
        h = np.maximum(z, 0)
    z = z - z.max(1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    rows = np.arange(len(x))
    loss = float((np.log(np.exp(z).sum(1)) - z[rows, y]).mean())
    p[rows, y] -= 1
    d = p / len(x)
    grads = []
    for (w, b), a in list(zip(params, seen))[::-1]:
        step = (a.T @ d, d.sum(0))
        d = (d @ w.T) * (a > 0)
        grads.insert(0, step)
        w -= lr * step[0]
        b -= lr * step[1]
    return loss, grads
