import torch


def ddpm_forward(x0, t, noise, betas):
    log_kept = torch.log1p(-betas).index_select(0, t)
    keep, lose = torch.exp(log_kept / 2), torch.sqrt(-torch.expm1(log_kept))
    return torch.einsum("b,b...->b...", keep, x0) + torch.einsum("b,b...->b...", lose, noise)
