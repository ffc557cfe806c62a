import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    scale = q.shape[-1] ** 0.5
    s = torch.matmul(q / scale, k.mT)
    if mask is not None:
        s = s * mask
    s = s - s.max(-1, keepdim=True).values
    e = torch.exp(s)
    p = e / e.sum(-1, keepdim=True)
    return torch.matmul(p, v), p
