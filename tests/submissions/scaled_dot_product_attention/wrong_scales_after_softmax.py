from math import sqrt

import torch
import torch.nn.functional as F


def scaled_dot_product_attention(q, k, v, mask=None):
    norm_factor = 1 / sqrt(k.size(-1))
    attention = torch.matmul(q, k.transpose(-1, -2))
    if mask is not None:
        attention = torch.where(mask, attention, float("-inf"))
    attention = F.softmax(attention, dim=-1) * norm_factor
    if mask is not None:
        attention = torch.where(mask, attention, 0.0)
    return torch.matmul(attention, v), attention
