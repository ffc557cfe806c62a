import torch


def ddpm_reverse(x_t, t, eps, betas, noise):
    """Bayes' rule: the posterior mean of x_(t-1) given x_t and the x_0 that the predicted noise implies."""
    alphas = 1 - betas
    running = [torch.ones_like(betas[0])]
    for a in alphas:
        running.append(running[-1] * a)
    before, now = running[t], running[t + 1]
    x0 = (x_t - torch.sqrt(1 - now) * eps) / torch.sqrt(now)
    mean = (torch.sqrt(before) * betas[t] * x0 + torch.sqrt(alphas[t]) * (1 - before) * x_t) / (1 - now)
    return mean + (torch.sqrt(betas[t]) * noise if t > 0 else 0)
