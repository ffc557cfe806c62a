import torch


def apply_rope(x, positions, base=10000.0):
    D = x.shape[-1]
    if D % 2:
        raise ValueError
    f = base ** (-torch.arange(0, D, 2) / D)
    a = positions[:, None].float() * f
    emb = torch.cat((a, a), -1)

    def rot(x):
        return torch.stack((-x[..., 1::2], x[..., 0::2]), -1).flatten(-2)

    return (x.float() * emb.cos() + rot(x.float()) * emb.sin()).to(x.dtype)
