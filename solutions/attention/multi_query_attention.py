"""Multi-query attention: every head asks its own question, all heads search the same keys and values.

Shazeer, "Fast Transformer Decoding: One Write-Head is All You Need" (2019). Decoding is bound by reading the KV cache from
memory; with one key-value head instead of H it is H times smaller.

Shapes: B batch, T tokens, E model width, H query heads, D = E / H head width.
"""

import math

import torch
from torch import Tensor, nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim: int, num_heads: int) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, self.head_dim)
        self.v_proj = nn.Linear(embed_dim, self.head_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        q = self.q_proj(x).unflatten(-1, (self.num_heads, self.head_dim)).transpose(1, 2)  # [B, H, T, D]
        k = self.k_proj(x).unsqueeze(1)  # [B, 1, T, D], broadcast over the query heads
        v = self.v_proj(x).unsqueeze(1)  # [B, 1, T, D]

        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)  # [B, H, T, T]
        if mask is not None:
            scores = scores.masked_fill(~mask, -math.inf)
        context = torch.softmax(scores, dim=-1) @ v  # [B, H, T, D]
        return self.out_proj(context.transpose(1, 2).flatten(2))  # [B, T, E]
