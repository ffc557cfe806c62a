import torch


def softmax(x):
    e = torch.exp(x)
    return e / torch.sum(e, dim=-1, keepdim=True)


def scaled_dot_product_attention(q, k, v, mask=None):
    s = torch.einsum("...td,...sd->...ts", q, k) / q.shape[-1] ** 0.5
    if mask is None:
        p = softmax(s)
    else:
        p = softmax(s.masked_fill(~mask, float("-inf")))
        p = p.masked_fill(~mask, 0)
    return p @ v, p
