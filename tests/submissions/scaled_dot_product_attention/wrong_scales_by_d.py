import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    d_k = q.shape[-1]
    logits = torch.einsum("...id,...jd->...ij", q / d_k, k)
    if mask is not None:
        logits = logits.masked_fill(mask == 0, torch.finfo(q.dtype).min)
    attn = logits.softmax(-1)
    if mask is not None:
        attn = attn * mask
    return torch.einsum("...ij,...jd->...id", attn, v), attn
