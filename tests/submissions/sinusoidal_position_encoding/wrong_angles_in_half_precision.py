import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    columns = torch.arange(dim).div(2, rounding_mode="floor").double() * 2
    angle = (torch.arange(max_len).double().view(-1, 1) / base ** (columns / dim)).to(torch.float16)
    out = torch.empty(max_len, dim)
    out[:, ::2], out[:, 1::2] = angle[:, ::2].sin(), angle[:, 1::2].cos()
    return out
