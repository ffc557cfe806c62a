import math

import torch
import torch.nn.functional as F


def scaled_dot_product_attention(query, key, value, mask=None):
    d_k = query.size(-1)
    attn_scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(d_k)
    if mask is not None:
        attn_scores = torch.where(mask, torch.tensor(float("-inf"), dtype=query.dtype), attn_scores)
    attn_weights = F.softmax(attn_scores, dim=-1)
    return torch.matmul(attn_weights, value), attn_weights
