"""Long short-term memory (Hochreiter and Schmidhuber, 1997), with the forget gate of Gers et al. (2000) and the layout
of torch.nn.LSTM: the gates i, f, g, o lie one after the other in blocks of H rows.

The cell state is changed by adding to it, so its gradient does not pass through a weight matrix at every step.
"""

import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-z)) without an exp that could overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def lstm_forward(
    x: np.ndarray, h0: np.ndarray, c0: np.ndarray,
    w_ih: np.ndarray, w_hh: np.ndarray, b_ih: np.ndarray, b_hh: np.ndarray,
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:  # fmt: skip
    """Run an LSTM over x [T, B, D] from (h0, c0), [B, H] each -> (hidden states [T, B, H], (last h, last c))."""
    from_input = x @ w_ih.T + b_ih + b_hh  # [T, B, 4H]
    h, c, states = h0, c0, []
    for t in range(len(x)):
        i, f, g, o = np.split(from_input[t] + h @ w_hh.T, 4, axis=1)  # [B, H] each
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)  # [B, H]
        h = sigmoid(o) * np.tanh(c)  # [B, H]
        states.append(h)
    return np.stack(states), (h, c)
