import math

import torch


def group_attention(tokens):  # [B, L, D]
    scores = torch.bmm(tokens, tokens.transpose(1, 2)) / math.sqrt(tokens.size(2))
    scores = scores - scores.max(dim=2, keepdim=True).values
    weights = scores.exp()
    return torch.bmm(weights / weights.sum(dim=2, keepdim=True), tokens)


def space_time_attention(x):
    T, N = x.size(1), x.size(2)
    x = torch.stack([group_attention(x[:, :, n]) for n in range(N)], dim=2)
    return torch.stack([group_attention(x[:, t]) for t in range(T)], dim=1)
