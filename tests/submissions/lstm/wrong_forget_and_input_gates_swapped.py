import numpy as np


def sig(z):
    return 0.5 + 0.5 * np.tanh(z * 0.5)


def lstm_forward(x, h0, c0, w_ih, w_hh, b_ih, b_hh):
    n = h0.shape[1]
    h, c = h0, c0
    out = np.empty((len(x),) + h0.shape, x.dtype)
    for t, xt in enumerate(x):
        z = np.dot(xt, w_ih.T) + b_ih + np.dot(h, w_hh.T) + b_hh
        forget, write, new, show = z[:, :n], z[:, n : 2 * n], z[:, 2 * n : 3 * n], z[:, 3 * n :]
        c = c * sig(forget) + np.tanh(new) * sig(write)
        h = np.tanh(c) * sig(show)
        out[t] = h
    return out, (h, c)
