import torch


def ddpm_forward(x0, t, noise, betas):
    rows = []
    for b in range(x0.shape[0]):
        keep = torch.prod(1.0 - betas[: int(t[b]) + 1])
        rows.append(x0[b] * keep**0.5 + noise[b] * (1 - keep) ** 0.5)
    return torch.stack(rows)
