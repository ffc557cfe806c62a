import torch


def apply_rope(x, positions, base=10000.0):
    D = x.size(3)
    if D % 2 != 0:
        raise ValueError("dim")
    perm = torch.cat([torch.arange(0, D, 2), torch.arange(1, D, 2)])
    y = x[..., perm].double()
    th = torch.pow(torch.tensor(base, dtype=torch.float64), -torch.arange(D // 2, dtype=torch.float64) * 2 / D)
    a = positions.view(-1, 1) * th
    c, s = torch.cat([a.cos()] * 2, 1), torch.cat([a.sin()] * 2, 1)
    r = torch.cat([-y[..., D // 2 :], y[..., : D // 2]], -1)
    z = y * c + r * s
    return z[..., torch.argsort(perm)].to(x.dtype)
