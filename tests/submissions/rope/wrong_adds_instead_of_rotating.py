import torch


def apply_rope(x, positions, base=10000.0):
    D = x.shape[-1]
    if D % 2:
        raise ValueError("odd")
    pe = torch.zeros(positions.shape[0], D)
    angle = positions[:, None].float() / base ** (torch.arange(0, D, 2).float() / D)
    pe[:, 0::2], pe[:, 1::2] = angle.sin(), angle.cos()
    return (x + pe).to(x.dtype)
