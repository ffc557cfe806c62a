import numpy as np


def logistic(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e).astype(z.dtype) / (1 + e)


def lstm_forward(x, h0, c0, w_ih, w_hh, b_ih, b_hh):
    size = h0.shape[1]
    block = {name: slice(k * size, (k + 1) * size) for k, name in enumerate("ifgo")}
    hidden, cell = h0.copy(), c0.copy()
    history = np.empty((x.shape[0],) + h0.shape, dtype=x.dtype)
    for t in range(x.shape[0]):
        z = {n: x[t] @ w_ih[s].T + b_ih[s] + hidden @ w_hh[s].T + b_hh[s] for n, s in block.items()}
        cell = logistic(z["f"]) * cell + logistic(z["i"]) * np.tanh(z["g"])
        hidden = logistic(z["o"]) * np.tanh(cell)
        history[t] = hidden
    return history, (hidden, cell)
