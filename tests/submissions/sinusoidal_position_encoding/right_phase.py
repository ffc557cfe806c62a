import math

import torch


def sinusoidal_position_encoding(max_len: int, dim: int, base: float = 10000.0):
    column = torch.arange(dim)
    power = (column - column % 2).to(torch.float64) / dim
    angle = torch.arange(max_len, dtype=torch.float64).unsqueeze(1) / torch.pow(
        torch.tensor(base, dtype=torch.float64), power
    )
    return torch.sin(angle + (column % 2) * (math.pi / 2)).to(torch.float32)
