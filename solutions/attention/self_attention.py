"""Self-attention: queries, keys and values are three projections of the same sequence.

Vaswani et al., "Attention Is All You Need" (2017), with one head. The names follow the formula: k is as wide as q, because
the two meet in a dot product; v is as wide as the output.

Shapes: B batch, T tokens.
"""

import math

import torch
from torch import Tensor, nn


class SelfAttention(nn.Module):
    def __init__(self, input_dim: int, dim_k: int, dim_v: int) -> None:
        super().__init__()
        self.q = nn.Linear(input_dim, dim_k)
        self.k = nn.Linear(input_dim, dim_k)
        self.v = nn.Linear(input_dim, dim_v)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        q, k, v = self.q(x), self.k(x), self.v(x)  # [B, T, dim_k], [B, T, dim_k], [B, T, dim_v]
        scores = q @ k.transpose(-2, -1) / math.sqrt(k.shape[-1])  # [B, T, T], query by key
        if mask is not None:
            scores = scores.masked_fill(~mask, -math.inf)
        weights = torch.softmax(scores, dim=-1)
        return weights @ v  # [B, T, dim_v]
