import torch


def apply_rope(x, positions, base=10000.0):
    D = x.shape[-1]
    if D % 2:
        raise ValueError
    f = base ** (-torch.arange(0, D, 2) / D)
    a = positions[:, None] * f
    c, s = a.cos(), a.sin()
    y = x.float().clone()
    y[..., 0::2] = y[..., 0::2] * c - y[..., 1::2] * s
    y[..., 1::2] = y[..., 0::2] * s + y[..., 1::2] * c
    return y.to(x.dtype)
