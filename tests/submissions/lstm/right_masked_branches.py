import numpy as np


def sigmoid(z):
    out = np.empty_like(z)
    up = z >= 0
    out[up] = 1.0 / (1.0 + np.exp(-z[up]))
    grown = np.exp(z[~up])
    out[~up] = grown / (1.0 + grown)
    return out


def step(frame, state, w, b):
    h, c = state
    gates = np.concatenate([frame, h], axis=1) @ w.T + b  # [B, 4H]
    gates = gates.reshape(len(h), 4, -1)  # [B, 4, H]
    keep, write, show = sigmoid(gates[:, 1]), sigmoid(gates[:, 0]), sigmoid(gates[:, 3])
    c = keep * c + write * np.tanh(gates[:, 2])
    return show * np.tanh(c), c


def lstm_forward(x, h0, c0, w_ih, w_hh, b_ih, b_hh):
    w, b = np.concatenate([w_ih, w_hh], axis=1), b_ih + b_hh
    state, seen = (h0, c0), []
    for frame in x:
        state = step(frame, state, w, b)
        seen.append(state[0])
    return np.array(seen), state
