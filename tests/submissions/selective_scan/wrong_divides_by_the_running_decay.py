import torch


def selective_scan(u, delta, A, Bm, C, skip):
    a = torch.exp(delta[..., None] * A)
    b = delta[..., None] * Bm[:, :, None] * u[..., None]
    p = a.cumprod(1)
    h = p * (b / p).cumsum(1)
    return (h * C[:, :, None]).sum(-1) + skip * u
