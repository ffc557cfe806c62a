"""FlashAttention's forward pass: exact attention that never holds more than one tile of scores.

The softmax is summed while the keys stream by (Milakov and Gimelshein, "Online normalizer calculation for softmax",
2018): keep the maximum so far, and when it rises by c, shrink what has been summed by exp(-c). FlashAttention (Dao et
al., 2022) does so tile by tile in fast memory; the division waits until the end, as in FlashAttention-2 (Dao, 2023).
"""

import math

import torch
from torch import Tensor


def flash_attention(q: Tensor, k: Tensor, v: Tensor, block_size: int, causal: bool = False) -> Tensor:
    T, S = len(q), len(k)
    out = q.new_zeros(T, v.shape[1])
    for i in range(0, T, block_size):
        q_tile = q[i : i + block_size] / math.sqrt(q.shape[1])  # [R, D]
        rows = torch.arange(i, i + len(q_tile), device=q.device)[:, None]  # [R, 1]
        high = q.new_full((len(q_tile), 1), -math.inf)  # the largest score so far
        total = q.new_zeros(len(q_tile), 1)  # sum of exp(score - high)
        mixed = q.new_zeros(len(q_tile), v.shape[1])  # the same sum, weighted by the values
        for j in range(0, S, block_size):
            k_tile, v_tile = k[j : j + block_size], v[j : j + block_size]  # [C, D], [C, Dv]
            scores = q_tile @ k_tile.mT  # [R, C]
            if causal:
                columns = torch.arange(j, j + len(k_tile), device=q.device)
                scores = scores.masked_fill(columns > rows + S - T, -math.inf)
            new_high = torch.maximum(high, scores.amax(1, keepdim=True))
            base = new_high.masked_fill(new_high == -math.inf, 0)  # -inf - -inf would be NaN
            weights = torch.exp(scores - base)
            shrink = torch.exp(high - base)
            total = total * shrink + weights.sum(1, keepdim=True)
            mixed = mixed * shrink + weights @ v_tile
            high = new_high
        out[i : i + block_size] = mixed / total.masked_fill(total == 0, 1)  # a row that saw no key stays 0
    return out
