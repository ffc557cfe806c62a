import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = q.float(), k.float(), v.float()
    scores = q.matmul(k.mT) / q.size(-1) ** 0.5
    if mask is None:
        mask = torch.ones(scores.shape, dtype=torch.bool)
    p = scores.masked_fill(~mask, torch.finfo(torch.float32).min).softmax(-1) * mask
    return p.matmul(v), p
