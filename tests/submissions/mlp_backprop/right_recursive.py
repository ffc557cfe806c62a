import numpy as np


def loss_and_grads(params, x, y):
    n = x.shape[0]

    def go(layers, a):
        """Loss, gradient with respect to a, gradients of the layers."""
        (w, b), rest = layers[0], layers[1:]
        z = a @ w + b
        if rest:
            loss, d_relu, below = go(rest, np.maximum(z, 0))
            dz = np.where(z > 0, d_relu, 0)
        else:
            z = z - z.max(axis=1)[:, None]
            p = np.exp(z)
            s = p.sum(axis=1)
            loss = float(np.sum(np.log(s) - z[np.arange(n), y]) / n)
            dz = p / s[:, None]
            dz[np.arange(n), y] -= 1
            dz = dz / n
            below = []
        return loss, dz @ w.T, [(a.T @ dz, np.ones(n) @ dz), *below]

    loss, _, grads = go(params, x)
    return loss, grads
