import numpy as np


def sig(z):
    return (np.tanh(z / 2) + 1) / 2


def lstm_forward(x, h0, c0, w_ih, w_hh, b_ih, b_hh):
    H = h0.shape[1]
    h, c, hs = h0, c0, []
    for xt in x:
        a = xt @ w_ih.T + h @ w_hh.T + b_ih + b_hh
        i, f, o = sig(a[:, :H]), sig(a[:, H : 2 * H]), sig(a[:, 2 * H : 3 * H])
        c = f * c + i * np.tanh(a[:, 3 * H :])
        h = o * np.tanh(c)
        hs.append(h)
    return np.stack(hs), (h, c)
