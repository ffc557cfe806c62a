import math

import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    bias = torch.zeros(q.shape[-2], k.shape[-2], dtype=q.dtype)
    if mask is not None:
        bias = torch.zeros(mask.shape, dtype=q.dtype).masked_fill(~mask, float("-inf"))
    attn = torch.softmax(q @ k.mT / math.sqrt(q.size(-1)) + bias, dim=-1)
    attn = torch.nan_to_num(attn, nan=0.0)
    return attn @ v, attn
