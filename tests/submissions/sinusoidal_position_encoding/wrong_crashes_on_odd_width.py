import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    pe = torch.zeros(max_len, dim)
    position = torch.arange(0, max_len).unsqueeze(1).double()
    div = torch.pow(base, torch.arange(0, dim, 2).double() / dim)
    pe[:, 0::2] = torch.sin(position / div)
    pe[:, 1::2] = torch.cos(position / div)
    return pe
