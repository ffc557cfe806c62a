"""Pooling is a matrix [G, H], applied to every feature of a head alike."""

import torch


def mha_to_gqa(weight, num_heads, num_kv_heads):
    size = num_heads // num_kv_heads
    pool = torch.eye(num_kv_heads, dtype=weight.dtype).repeat_interleave(size, dim=1) / size
    heads = weight.unflatten(0, (num_heads, -1))
    return torch.einsum("gh,hde->gde", pool, heads).flatten(0, 1)
