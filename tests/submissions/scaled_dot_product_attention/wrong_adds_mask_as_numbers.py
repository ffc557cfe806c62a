import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    attn_bias = 0.0 if mask is None else mask.to(q.dtype)
    energy = torch.einsum("...td,...sd->...ts", q, k) * q.shape[-1] ** -0.5 + attn_bias
    energy = energy - energy.amax(-1, keepdim=True)
    p = energy.exp() / energy.exp().sum(-1, keepdim=True)
    return p @ v, p
