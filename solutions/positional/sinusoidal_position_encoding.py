"""The transformer's fixed position encoding: clocks that turn at different speeds.

Vaswani et al., "Attention Is All You Need" (2017): column pair i turns by base^(-2i/dim) a position, so a shift by k
positions is the same rotation of each pair wherever it happens. At position 10000 a float32 angle is already off by up
to 5e-4, hence float64 until the end.
"""

import torch
from torch import Tensor


def sinusoidal_position_encoding(max_len: int, dim: int, base: float = 10000.0) -> Tensor:
    positions = torch.arange(max_len)[:, None]
    even = torch.arange(0, dim, 2, dtype=torch.float64)  # 2i
    angles = positions * base ** (-even / dim)  # [max_len, ceil(dim / 2)]
    encoding = torch.empty(max_len, dim)
    encoding[:, 0::2] = angles.sin()
    encoding[:, 1::2] = angles.cos()[:, : dim // 2]  # an odd dim has one cosine less
    return encoding
