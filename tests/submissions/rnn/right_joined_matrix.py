import numpy as np


def rnn_forward(x, h0, w_ih, w_hh, b_ih, b_hh):
    """One matrix for [x; h; 1]."""
    steps, batch, _ = x.shape
    weight = np.hstack([w_ih, w_hh, (b_ih + b_hh)[:, None]])
    one = np.ones((batch, 1), dtype=x.dtype)
    out = np.empty((steps, *h0.shape), dtype=h0.dtype)
    state = h0
    for t, frame in enumerate(x):
        state = np.tanh(np.einsum("bk,hk->bh", np.concatenate([frame, state, one], axis=1), weight))
        out[t] = state
    return out, out[-1].copy()
