import torch


def apply_rope(x, positions, base=10000.0):
    D = x.shape[-1]
    angle = positions.float()[:, None] * base ** (-torch.arange(0, D, 2).float() / D)
    a, b = x.unflatten(-1, (D // 2, 2)).unbind(-1)
    c, s = angle.cos(), angle.sin()
    return torch.stack([a * c - b * s, b * c + a * s], dim=-1).reshape(x.shape).to(x.dtype)
