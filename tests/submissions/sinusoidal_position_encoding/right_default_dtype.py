import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    torch.set_default_dtype(torch.float64)
    try:
        i = torch.arange(dim)
        a = torch.arange(max_len).unsqueeze(1) / base ** ((i - i % 2) / dim)
        return torch.where(i % 2 == 0, a.sin(), a.cos()).to(torch.float32)
    finally:
        torch.set_default_dtype(torch.float32)
