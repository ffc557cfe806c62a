import math, torch


def apply_rope(x, positions, base=10000.0):
    B, H, T, D = x.shape
    if D & 1:
        raise ValueError
    out = torch.zeros_like(x)
    for t in range(T):
        for i in range(D // 2):
            a = positions[t].item() * base ** (-2 * i / D)
            c, s = math.cos(a), math.sin(a)
            out[:, :, t, 2 * i] = x[:, :, t, 2 * i] * c - x[:, :, t, 2 * i + 1] * s
            out[:, :, t, 2 * i + 1] = x[:, :, t, 2 * i] * s + x[:, :, t, 2 * i + 1] * c
    return out
