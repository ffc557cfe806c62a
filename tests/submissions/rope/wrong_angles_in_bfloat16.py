import torch


def apply_rope(x, positions, base=10000.0):
    D = x.shape[-1]
    if D % 2:
        raise ValueError("odd")
    freq = base ** (torch.arange(0, D, 2).to(x) / -D)
    angle = torch.outer(positions.to(x), freq)
    y = torch.empty_like(x)
    y[..., ::2] = x[..., ::2] * angle.cos() - x[..., 1::2] * angle.sin()
    y[..., 1::2] = x[..., 1::2] * angle.cos() + x[..., ::2] * angle.sin()
    return y
