import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    p = torch.arange(max_len).double()
    columns = []
    for c in range(dim):
        angle = p / base ** ((c // 2) / dim)
        columns.append(angle.cos() if c % 2 else angle.sin())
    return torch.stack(columns, dim=1).float()
