import numpy as np


def sig(z):
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def lstm_forward(x, h0, c0, w_ih, w_hh, b_ih, b_hh):
    T, B, _ = x.shape
    H = h0.shape[1]
    hs = np.zeros((T, B, H), dtype=x.dtype)
    h, c = h0, c0
    for t in range(T):
        a = x[t] @ w_ih.T + h @ w_hh.T + b_ih + b_hh
        c = sig(a[:, H : 2 * H]) * c + sig(a[:, :H]) * np.tanh(a[:, 2 * H : 3 * H])
        h = sig(a[:, 3 * H :]) * c
        hs[t] = h
    return hs, (h, c)
