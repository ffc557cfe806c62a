import torch


def apply_rope(x, positions, base=10000.0):
    if x.shape[-1] % 2:
        raise ValueError("the head width must be even")
    D = x.shape[-1]
    theta = 1.0 / base ** (torch.arange(0, D, 2).float() / D)
    phase = torch.outer(positions.float() + 1, theta)
    z = torch.view_as_complex(x.float().contiguous().view(*x.shape[:-1], -1, 2))
    z = z * torch.polar(torch.ones_like(phase), phase)
    return torch.view_as_real(z).flatten(-2).type_as(x)
