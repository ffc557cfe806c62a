import math

import torch


def rotate_pairs(x):
    out = torch.empty_like(x)
    out[..., 0::2] = -x[..., 1::2]
    out[..., 1::2] = x[..., 0::2]
    return out


def apply_rope(x, positions, base=10000.0):
    dim = x.size(-1)
    if dim % 2 != 0:
        raise ValueError("the head width must be even")
    inv_freq = torch.exp(-math.log(base) * torch.arange(0, dim, 2, dtype=torch.float32) / dim)
    angle = torch.outer(positions.to(torch.float32), inv_freq).repeat_interleave(2, dim=-1)
    cos, sin = angle.cos().to(x.dtype), angle.sin().to(x.dtype)
    return x * cos + rotate_pairs(x) * sin
