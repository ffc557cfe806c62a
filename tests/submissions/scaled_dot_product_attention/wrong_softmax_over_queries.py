import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    by_key = torch.matmul(k, q.transpose(-1, -2)) / q.shape[-1] ** 0.5
    if mask is not None:
        blocked = ~mask.expand(by_key.transpose(-1, -2).shape).transpose(-1, -2)
        by_key = by_key.masked_fill(blocked, float("-inf"))
    by_key = torch.nan_to_num(by_key.softmax(-1), nan=0.0)
    weights = by_key.transpose(-1, -2)
    return torch.matmul(weights, v), weights
