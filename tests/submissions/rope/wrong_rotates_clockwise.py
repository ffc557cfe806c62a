import torch


def apply_rope(x, positions, base=10000.0):
    if x.shape[-1] % 2:
        raise ValueError("odd")
    inv = 1.0 / (base ** (torch.arange(0, x.shape[-1], 2).float() / x.shape[-1]))
    angle = positions.float().unsqueeze(1) * inv
    z = torch.complex(x[..., ::2].float(), x[..., 1::2].float()) * torch.polar(torch.ones_like(angle), -angle)
    return torch.view_as_real(z).reshape(x.shape).to(x.dtype)
