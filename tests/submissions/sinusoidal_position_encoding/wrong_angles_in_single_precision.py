import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    freq = base ** -(torch.arange(0, dim, 2, dtype=torch.float32) / dim)
    angle = torch.outer(torch.arange(max_len, dtype=torch.float32), freq)
    return torch.stack((angle.sin(), angle.cos()), dim=-1).flatten(1)[:, :dim].clone()
