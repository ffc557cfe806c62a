import torch


def ddpm_reverse(x_t, t, eps, betas, noise):
    alphas = 1.0 - betas
    alpha_bar = torch.cumprod(alphas, 0)
    scale = alphas[t].rsqrt()
    removed = betas[t] * torch.rsqrt(1.0 - alpha_bar[t]) * scale
    sigma = betas[t].sqrt()
    return scale * x_t - removed * eps + sigma * noise
