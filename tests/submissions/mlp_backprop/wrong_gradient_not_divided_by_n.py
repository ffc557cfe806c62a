import numpy as np


def loss_and_grads(params, x, y):
    acts = [x]
    for w, b in params[:-1]:
        acts.append(np.maximum(acts[-1].dot(w) + b, 0))
    w, b = params[-1]
    z = acts[-1].dot(w) + b
    z = z - z.max(1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    n = len(y)
    loss = float(-(z - np.log(np.exp(z).sum(1, keepdims=True)))[np.arange(n), y].mean())
    d = p.copy()
    d[np.arange(n), y] -= 1
    grads = []
    for (w, b), a in zip(params[::-1], acts[::-1]):
        grads.insert(0, (a.T.dot(d), d.sum(0)))
        d = d.dot(w.T) * (a > 0)
    return loss, grads
