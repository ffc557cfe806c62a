import numpy as np


def rnn_forward(x, h0, w_ih, w_hh, b_ih, b_hh):
    out = np.zeros((x.shape[0], x.shape[1], w_hh.shape[0]))
    state = np.zeros(h0.shape) + h0
    for t in range(x.shape[0]):
        state = np.tanh(x[t] @ w_ih.T + b_ih + state @ w_hh.T + b_hh)
        out[t] = state
    return out, state
