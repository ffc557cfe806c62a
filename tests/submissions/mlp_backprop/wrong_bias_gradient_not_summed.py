import numpy as np


def loss_and_grads(params, x, y):
    a = [x]
    for w, b in params[:-1]:
        a.append(np.maximum(a[-1] @ w + b, 0))
    z = a[-1] @ params[-1][0] + params[-1][1]
    z = z - z.max(1)[:, None]
    lp = z - np.log(np.exp(z).sum(1))[:, None]
    t = np.zeros_like(lp)
    t[np.arange(len(y)), y] = 1
    d = (np.exp(lp) - t) / len(y)
    out = []
    for k in range(len(params))[::-1]:
        out = [(a[k].T @ d, d)] + out
        if k > 0:
            d = (d @ params[k][0].T) * (a[k] > 0)
    return float(-(lp * t).sum(1).mean()), out
