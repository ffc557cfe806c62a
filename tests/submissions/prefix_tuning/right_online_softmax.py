import torch


def prefix_attention(q, k, v, prefix_k, prefix_v, mask=None):
    scale = q.size(-1) ** -0.5
    sp = torch.einsum("bhtd,hpd->bhtp", q, prefix_k) * scale
    sr = torch.einsum("bhtd,bhsd->bhts", q, k) * scale
    if mask is not None:
        sr = torch.where(mask, sr, torch.finfo(sr.dtype).min)
    m = torch.maximum(sp.amax(-1, keepdim=True), sr.amax(-1, keepdim=True)).detach()
    ep, er = (sp - m).exp(), (sr - m).exp()
    z = ep.sum(-1, keepdim=True) + er.sum(-1, keepdim=True)
    return (torch.einsum("bhtp,hpd->bhtd", ep, prefix_v) + er @ v) / z
