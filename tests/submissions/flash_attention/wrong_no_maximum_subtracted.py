import math

import torch


def flash_attention(q, k, v, block_size, causal=False):
    T, S = q.shape[0], k.shape[0]
    rows = []
    for qi, tile in zip(range(0, T, block_size), q.split(block_size)):
        num, den = 0, 0
        for ki, (kt, vt) in zip(range(0, S, block_size), zip(k.split(block_size), v.split(block_size))):
            e = torch.exp(tile @ kt.T / math.sqrt(q.shape[1]))
            if causal:
                e = e.masked_fill(~torch.ones_like(e, dtype=torch.bool).tril(qi + S - T - ki), 0)
            num, den = num + e @ vt, den + e.sum(1, keepdim=True)
        rows.append(num / torch.where(den == 0, torch.ones_like(den), den))
    return torch.cat(rows)
