import torch


def clip_loss(image, text, logit_scale):
    scale = torch.clamp(torch.exp(logit_scale), max=100)
    a = image / image.norm(dim=-1, keepdim=True)
    b = text / text.norm(dim=-1, keepdim=True)
    scores = scale * torch.einsum("id,jd->ij", a, b)
    rows, columns = torch.logsumexp(scores, 1), torch.logsumexp(scores, 0)
    return 0.5 * (rows + columns).mean() - scores.diag().mean()
