import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    pos = torch.arange(max_len, dtype=torch.float64).unsqueeze(1)
    angle = pos / torch.pow(torch.tensor(base, dtype=torch.float64), torch.arange(0, dim, 2).double() / dim)
    return torch.cat([torch.sin(angle), torch.cos(angle)[:, : dim // 2]], dim=1).float()
