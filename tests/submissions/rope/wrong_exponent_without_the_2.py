import torch


def apply_rope(x, positions, base=10000.0):
    *_, T, D = x.shape
    if D % 2:
        raise ValueError("odd")
    out = []
    for i in range(D // 2):
        angle = positions.float() / base ** (i / D)
        a, b = x[..., 2 * i], x[..., 2 * i + 1]
        out += [a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()]
    return torch.stack(out, -1).to(x.dtype)
