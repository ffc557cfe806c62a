import torch


def apply_rope(x, positions, base=10000.0):
    D = x.shape[-1]
    if D % 2:
        raise ValueError
    f = base ** (-torch.arange(0, D, 2) / D)
    a = torch.cat([positions[:, None].float() * f] * 2, -1)

    def rot(x):
        return torch.cat((-x[..., D // 2 :], x[..., : D // 2]), -1)

    return (x.float() * a.cos() + rot(x.float()) * a.sin()).to(x.dtype)
