import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    p = torch.linspace(1, max_len, max_len, dtype=torch.float64)
    inverse = 1.0 / (base ** (torch.arange(0, dim, 2, dtype=torch.float64) / dim))
    angle = torch.einsum("i,j->ij", p, inverse)
    return torch.stack((angle.sin(), angle.cos()), dim=-1).flatten(1)[:, :dim].float()
