"""Rotary position embedding: position is an angle by which each pair of features is turned.

RoFormer (Su et al., 2021). A query turned by m and a key turned by n meet at the angle m - n, so their dot product
knows the distance alone, while lengths stay as they are. bfloat16 has 8 bits of precision, and an angle of 300 rad
would be off by up to 1 rad, so the angles are float32 whatever x is.
"""

import torch
from torch import Tensor


def apply_rope(x: Tensor, positions: Tensor, base: float = 10000.0) -> Tensor:
    D = x.shape[-1]
    if D % 2:
        raise ValueError(f"pairs need an even width, not {D}")
    frequencies = base ** (-torch.arange(0, D, 2, device=x.device) / D)  # [D / 2]
    angles = positions.float()[:, None] * frequencies  # [T, D / 2]
    cos, sin = angles.cos(), angles.sin()
    first, second = x[..., 0::2], x[..., 1::2]  # [B, H, T, D / 2]
    turned = torch.stack((first * cos - second * sin, first * sin + second * cos), dim=-1)  # [B, H, T, D / 2, 2]
    return turned.flatten(-2).to(x.dtype)
