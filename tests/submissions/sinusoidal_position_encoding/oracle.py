import math

import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    rates = [base ** (-(c - c % 2) / dim) for c in range(dim)]
    rows = [[(math.cos if c % 2 else math.sin)(p * rates[c]) for c in range(dim)] for p in range(max_len)]
    return torch.tensor(rows, dtype=torch.float32)
