"""Causal attention that keeps the keys and values of what it has read.

A past token's key and value depend on that token alone, and the causal mask keeps later tokens from changing anything
before them, so decoding projects the new tokens only and attends to the stored rest (the `past` of GPT-2, 2019; its
memory traffic is the subject of Shazeer, "Fast Transformer Decoding", 2019).
"""

import math

import torch
from torch import Tensor, nn


class CachedAttention(nn.Module):
    def __init__(self, embed_dim: int, num_heads: int):
        super().__init__()
        self.num_heads = num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, embed_dim)
        self.v_proj = nn.Linear(embed_dim, embed_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x: Tensor, past: tuple[Tensor, Tensor] | None = None) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        q, k, v = (self._split(project(x)) for project in (self.q_proj, self.k_proj, self.v_proj))  # [B, H, T, D]
        if past is not None:
            k = torch.cat((past[0], k), dim=2)  # [B, H, P + T, D]
            v = torch.cat((past[1], v), dim=2)
        T, S = q.shape[2], k.shape[2]
        visible = torch.ones(T, S, dtype=torch.bool, device=x.device).tril(S - T)  # new token i stands at P + i
        scores = q @ k.mT / math.sqrt(q.shape[-1])  # [B, H, T, S]
        weights = scores.masked_fill(~visible, -math.inf).softmax(-1)
        merged = (weights @ v).transpose(1, 2).flatten(2)  # [B, T, E]
        return self.out_proj(merged), (k, v)

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.num_heads, -1)).transpose(1, 2)  # [B, T, E] -> [B, H, T, D]
