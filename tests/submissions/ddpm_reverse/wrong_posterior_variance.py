import torch


def mean_of(x, noise_estimate, beta, log_abar):
    spread = torch.sqrt(-torch.expm1(log_abar))
    return torch.div(torch.sub(x, torch.mul(noise_estimate, beta / spread)), torch.sqrt(1 - beta))


def ddpm_reverse(x_t, t, eps, betas, noise):
    log_abar = torch.log1p(-betas).cumsum(dim=0)[t]
    result = mean_of(x_t, eps, betas[t], log_abar)
    return result if not t else torch.addcmul(result, noise, (betas[t] * (1 - log_abar.exp() / (1 - betas[t])) / (1 - log_abar.exp())).pow(0.5))
