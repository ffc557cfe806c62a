"""The simple recurrent network of Elman, "Finding Structure in Time" (1990), with the parameters of torch.nn.RNN.

h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh). The part that comes from the input needs no loop: one product for all
time steps. What depends on the step before is done step by step.
"""

import numpy as np


def rnn_forward(
    x: np.ndarray, h0: np.ndarray, w_ih: np.ndarray, w_hh: np.ndarray, b_ih: np.ndarray, b_hh: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Run a tanh RNN over x [T, B, D] from h0 [B, H] -> (all hidden states [T, B, H], the last one [B, H])."""
    from_input = x @ w_ih.T + b_ih + b_hh  # [T, B, H]
    h, states = h0, []
    for t in range(len(x)):
        h = np.tanh(from_input[t] + h @ w_hh.T)  # [B, H]
        states.append(h)
    return np.stack(states), h
