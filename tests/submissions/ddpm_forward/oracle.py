import torch


def ddpm_forward(x0, t, noise, betas):
    """Step by step for each item: the signal's factor and the noise's variance after each single step."""
    out = []
    for item, steps, eps in zip(x0, t.tolist(), noise):
        signal, variance = torch.ones_like(betas[0]), torch.zeros_like(betas[0])
        for s in range(steps + 1):
            signal = signal * torch.sqrt(1 - betas[s])
            variance = (1 - betas[s]) * variance + betas[s]
        out.append(signal * item + torch.sqrt(variance) * eps)
    return torch.stack(out)
