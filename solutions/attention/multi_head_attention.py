"""Multi-head attention: H small attentions side by side, each with projections of its own, mixed by a last one.

Vaswani et al., "Attention Is All You Need" (2017), section 3.2.2. The heads share their Linear layers: head h owns columns
h*D .. (h+1)*D, so splitting and merging are a reshape and a transpose.

Shapes: B batch, T queries, S keys and values, E model width, H heads, D = E / H head width.
"""

import math

import torch
from torch import Tensor, nn


class MultiHeadAttention(nn.Module):
    def __init__(self, embed_dim: int, num_heads: int) -> None:
        super().__init__()
        if embed_dim % num_heads != 0:
            raise ValueError(f"embed_dim {embed_dim} is not divisible by num_heads {num_heads}")
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, embed_dim)
        self.v_proj = nn.Linear(embed_dim, embed_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        b, t, _ = query.shape
        s = key.shape[1]
        h, d = self.num_heads, self.head_dim
        q = self.q_proj(query).view(b, t, h, d).transpose(1, 2)  # [B, H, T, D]
        k = self.k_proj(key).view(b, s, h, d).transpose(1, 2)  # [B, H, S, D]
        v = self.v_proj(value).view(b, s, h, d).transpose(1, 2)  # [B, H, S, D]

        scores = q @ k.transpose(-2, -1) / math.sqrt(d)  # [B, H, T, S]
        if mask is not None:
            scores = scores.masked_fill(~mask, -math.inf)
        context = torch.softmax(scores, dim=-1) @ v  # [B, H, T, D]

        merged = context.transpose(1, 2).reshape(b, t, h * d)  # [B, T, E], head after head
        return self.out_proj(merged)
