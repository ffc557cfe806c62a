import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    width = dim + 1 if dim % 2 else dim
    table = torch.zeros(max_len, width, dtype=torch.float64)
    for i in range(0, width, 2):
        angle = torch.arange(max_len, dtype=torch.float64) / base ** (i / width)
        table[:, i], table[:, i + 1] = angle.sin(), angle.cos()
    return table[:, :dim].float()
