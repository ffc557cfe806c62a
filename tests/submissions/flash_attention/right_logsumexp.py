"""Each tile is a small softmax with its log-sum-exp; two such parts are merged like two voters of different weight."""

import math

import torch


def part(q, k, v, visible):
    s = q @ k.transpose(0, 1) / math.sqrt(q.size(1))
    s = s.masked_fill(~visible, -math.inf)
    lse = torch.logsumexp(s, dim=1, keepdim=True)
    p = torch.exp(s - torch.nan_to_num(lse, neginf=0.0))
    return p @ v, lse


def merge(a, b):
    (x, lx), (y, ly) = a, b
    lse = torch.logaddexp(lx, ly)
    safe = torch.nan_to_num(lse, neginf=0.0)
    return x * torch.exp(lx - safe) + y * torch.exp(ly - safe), lse


def flash_attention(q, k, v, block_size, causal=False):
    shift = k.size(0) - q.size(0)
    rows = []
    for i, q_part in zip(range(0, q.size(0), block_size), q.split(block_size)):
        merged = None
        for j, (k_part, v_part) in zip(range(0, k.size(0), block_size), zip(k.split(block_size), v.split(block_size))):
            if causal and j > i + q_part.size(0) - 1 + shift and merged is not None:
                break
            visible = torch.ones(q_part.size(0), k_part.size(0), dtype=torch.bool)
            if causal:
                visible = visible.tril(i + shift - j)
            now = part(q_part, k_part, v_part, visible)
            merged = now if merged is None else merge(merged, now)
        rows.append(merged[0])
    return torch.cat(rows)
