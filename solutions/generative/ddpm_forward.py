"""The forward process of a diffusion model in one jump (Ho et al., 2020).

Every step keeps sqrt(1 - beta) of the signal; Gaussian steps compose, so t + 1 of them are one with the product of the
shares.
"""

import torch
from torch import Tensor


def ddpm_forward(x0: Tensor, t: Tensor, noise: Tensor, betas: Tensor) -> Tensor:
    abar = torch.cumprod(1 - betas, dim=0)[t]  # [B]
    abar = abar.view(-1, *[1] * (x0.dim() - 1))  # [B, 1, ...]
    return abar.sqrt() * x0 + (1 - abar).sqrt() * noise
