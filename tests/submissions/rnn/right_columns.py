import numpy as np
from itertools import accumulate


def cell(w_ih, w_hh, b_ih, b_hh):
    def step(column, frame):  # [H, B], [B, D] -> [H, B]
        return np.tanh(w_ih.dot(frame.T) + b_ih[:, None] + w_hh.dot(column) + b_hh[:, None])

    return step


def rnn_forward(x, h0, w_ih, w_hh, b_ih, b_hh):
    states = list(accumulate(x, cell(w_ih, w_hh, b_ih, b_hh), initial=h0.T))[1:]
    return np.array([s.T for s in states]), np.array(states[-1].T)
