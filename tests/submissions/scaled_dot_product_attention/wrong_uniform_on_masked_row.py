import torch.nn.functional as F


def scaled_dot_product_attention(q, k, v, mask=None):
    logits = q.matmul(k.mT) * q.size(-1) ** -0.5
    if mask is not None:
        logits = logits.where(mask, logits.new_full((), -1e12))
    attn = F.softmax(logits, dim=-1)
    return attn.matmul(v), attn
