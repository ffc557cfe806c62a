import math

import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    query_key = torch.matmul(q, k.transpose(-1, -2)) * (1.0 / math.sqrt(k.shape[-1]))
    weights = torch.softmax(query_key, -1)
    if mask is not None:
        weights = weights * mask.to(weights.dtype)
    return torch.matmul(weights, v), weights
