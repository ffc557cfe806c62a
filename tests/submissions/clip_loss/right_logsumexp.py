import torch


def unit(v):
    return v / v.square().sum(-1, keepdim=True).sqrt()


def clip_loss(image, text, logit_scale):
    sim = torch.einsum("id,jd->ij", unit(image), unit(text)).mul(torch.exp(logit_scale))
    own = torch.diagonal(sim)
    rows = torch.logsumexp(sim, dim=1) - own
    columns = torch.logsumexp(sim, dim=0) - own
    return torch.cat([rows, columns]).mean()
