import torch


def apply_rope(x, positions, base=10000.0):
    B, H, T, D = x.shape
    if D % 2 == 1:
        raise ValueError(D)
    powers = 1.0 / base ** (torch.arange(0, D, 2, dtype=torch.float64) / D)
    angle = positions.double().unsqueeze(-1) * powers
    cos, sin = torch.cos(angle), torch.sin(angle)
    matrices = torch.stack([torch.stack([cos, -sin], -1), torch.stack([sin, cos], -1)], -2)  # [T, D/2, 2, 2]
    pairs = x.to(torch.float64).reshape(B, H, T, D // 2, 2)
    return torch.einsum("tprc,bhtpc->bhtpr", matrices, pairs).reshape(B, H, T, D).to(x.dtype)
