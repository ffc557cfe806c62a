import math

import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    half = math.ceil(dim / 2)
    rates = torch.exp(torch.arange(half).double() * (-2 * math.log(base) / dim))
    theta = torch.outer(torch.arange(max_len).double(), rates)
    return torch.stack([theta.sin(), theta.cos()], dim=2).reshape(max_len, 2 * half)[:, :dim].float().contiguous()
