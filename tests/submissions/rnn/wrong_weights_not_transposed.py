import numpy as np


def rnn_forward(x, h0, w_ih, w_hh, b_ih, b_hh):
    T, B, D = x.shape
    hs = np.zeros((T, B, h0.shape[1]), dtype=x.dtype)
    prev = h0
    for t in range(T):
        prev = np.tanh(np.dot(x[t], w_ih.T) + b_ih + np.dot(prev, w_hh) + b_hh)
        hs[t] = prev
    return hs, prev
