import torch


def ddpm_reverse(x_t, t, eps, betas, noise):
    a = torch.cumprod(1 - betas, 0)
    m = (x_t - betas[t] / (1 - a[t]).sqrt() * eps) / (1 - betas[t]).sqrt()
    return m + betas[t].sqrt() * noise if t > 1 else m
