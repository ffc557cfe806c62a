"""Every step of the forward pass leaves a function that runs it backwards."""

import numpy as np


def linear(a, w, b):
    def back(g):
        return g @ w.T, (np.einsum("ni,no->io", a, g), g.sum(0))

    return a @ w + b, back


def relu(z):
    on = z > 0
    return np.where(on, z, 0.0), lambda g: (g * on, None)


def cross_entropy(z, y):
    top = z.max(1, keepdims=True)
    lse = top + np.log(np.exp(z - top).sum(1, keepdims=True))
    one_hot = np.eye(z.shape[1])[y]
    loss = (lse[:, 0] - (z * one_hot).sum(1)).mean()
    return float(loss), (np.exp(z - lse) - one_hot) / len(z)


def loss_and_grads(params, x, y):
    tape, h = [], x
    for depth, (w, b) in enumerate(params):
        if depth:
            h, back = relu(h)
            tape.append(back)
        h, back = linear(h, w, b)
        tape.append(back)
    loss, g = cross_entropy(h, y)
    grads = []
    while tape:
        g, own = tape.pop()(g)
        if own is not None:
            grads.insert(0, own)
    return loss, grads
