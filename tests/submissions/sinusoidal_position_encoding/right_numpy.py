import math, torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    import numpy as np

    p = np.arange(max_len)[:, None].astype(np.float64)
    c = np.arange(dim)[None]
    a = p / np.power(base, 2 * (c // 2) / dim)
    return torch.from_numpy(np.where(c % 2 == 0, np.sin(a), np.cos(a))).to(torch.float32)
