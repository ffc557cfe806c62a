"""Grouped-query attention: each key-value head serves a group of neighbouring query heads.

Ainslie et al., "GQA: Training Generalized Multi-Query Transformer Models from Multi-Head Checkpoints" (2023).
num_kv_heads = num_heads is multi-head attention, num_kv_heads = 1 is multi-query attention.

Shapes: B batch, T tokens, E model width, H query heads, G key-value heads, D = E / H head width.
"""

import math

import torch
from torch import Tensor, nn


class GroupedQueryAttention(nn.Module):
    def __init__(self, embed_dim: int, num_heads: int, num_kv_heads: int) -> None:
        super().__init__()
        if num_heads % num_kv_heads != 0:
            raise ValueError(f"num_heads {num_heads} is not divisible by num_kv_heads {num_kv_heads}")
        self.group_size = num_heads // num_kv_heads  # query heads of one key-value head
        self.head_dim = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, num_kv_heads * self.head_dim)
        self.v_proj = nn.Linear(embed_dim, num_kv_heads * self.head_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        q = self._split(self.q_proj(x))  # [B, H, T, D]
        k = self._share(self._split(self.k_proj(x)))  # [B, G, T, D] -> [B, H, T, D]
        v = self._share(self._split(self.v_proj(x)))

        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)  # [B, H, T, T]
        if mask is not None:
            scores = scores.masked_fill(~mask, -math.inf)
        context = torch.softmax(scores, dim=-1) @ v  # [B, H, T, D]
        return self.out_proj(context.transpose(1, 2).flatten(2))  # [B, T, E]

    def _split(self, x: Tensor) -> Tensor:
        """[B, T, heads * D] -> [B, heads, T, D]"""
        return x.unflatten(-1, (-1, self.head_dim)).transpose(1, 2)

    def _share(self, x: Tensor) -> Tensor:
        """[B, G, T, D] -> [B, H, T, D]: each key-value head once for every query head of its group, 0 0 1 1"""
        return x.repeat_interleave(self.group_size, dim=1)
