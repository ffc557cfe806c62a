import math

import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    logits = torch.matmul(q, k.mT).div(math.sqrt(q.size(-1)))
    if mask is None:
        probs = torch.nn.functional.softmax(logits, dim=-1)
    else:
        lowest = torch.finfo(logits.dtype).min
        probs = torch.where(mask, lowest, logits).softmax(dim=-1) * (~mask)
    return torch.matmul(probs, v), probs
