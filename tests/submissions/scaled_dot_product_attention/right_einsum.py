import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    logits = torch.einsum("...td,...sd->...ts", q, k) * q.size(-1) ** -0.5
    if mask is None:
        mask = torch.ones_like(logits, dtype=torch.bool)
    lowest = torch.finfo(logits.dtype).min
    logits = torch.where(mask, logits, torch.full_like(logits, lowest))
    shifted = logits - logits.max(dim=-1, keepdim=True).values.detach()
    unnormalised = shifted.exp() * mask
    total = unnormalised.sum(dim=-1, keepdim=True)
    probabilities = unnormalised / total.clamp(min=torch.finfo(logits.dtype).tiny)
    return torch.einsum("...ts,...se->...te", probabilities, v), probabilities
