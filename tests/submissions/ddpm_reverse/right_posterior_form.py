import torch


def ddpm_reverse(x_t, t, eps, betas, noise):
    alphas = 1 - betas
    a = torch.cumprod(alphas, 0)
    at = a[t]
    prev = a[t - 1] if t > 0 else torch.ones((), dtype=a.dtype)
    x0 = (x_t - torch.sqrt(1 - at) * eps) / torch.sqrt(at)
    mean = (torch.sqrt(prev) * betas[t] / (1 - at)) * x0 + (torch.sqrt(alphas[t]) * (1 - prev) / (1 - at)) * x_t
    sigma = torch.sqrt(betas[t]) if t else 0.0
    return mean + sigma * noise
