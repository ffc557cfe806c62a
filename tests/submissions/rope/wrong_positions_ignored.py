import torch


def apply_rope(x, positions, base=10000.0):
    B, H, T, D = x.shape
    if D % 2:
        raise ValueError("odd")
    freq = torch.pow(base, -torch.arange(0, D, 2, dtype=torch.float32) / D)
    angle = torch.einsum("t,d->td", torch.arange(T, dtype=torch.float32), freq)
    z = torch.view_as_complex(
        x.reshape(B, H, T, D // 2, 2).to(torch.promote_types(x.dtype, torch.float32)).contiguous()
    )
    return torch.view_as_real(z * torch.exp(1j * angle)).flatten(3).to(x.dtype)
