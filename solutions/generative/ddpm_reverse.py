"""One reverse step of a diffusion model, with the variance beta (Ho et al., 2020, algorithm 2)."""

from torch import Tensor


def ddpm_reverse(x_t: Tensor, t: int, eps: Tensor, betas: Tensor, noise: Tensor) -> Tensor:
    beta = betas[t]
    abar = (1 - betas[: t + 1]).prod()
    mean = (x_t - beta / (1 - abar).sqrt() * eps) / (1 - beta).sqrt()  # [B, ...]
    if t == 0:
        return mean
    return mean + beta.sqrt() * noise
