import torch


def ddpm_forward(x0, t, noise, betas):
    alphas_cumprod = torch.cumprod(1.0 - betas, 0)
    a = torch.sqrt(alphas_cumprod[t])
    s = torch.sqrt(1.0 - alphas_cumprod[t])
    return a * x0 + s * noise
