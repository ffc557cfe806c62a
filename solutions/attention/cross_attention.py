"""A cross-attention resampler: a fixed set of learned queries reads an image of any length.

The adapter between vision encoder and language model in Flamingo's Perceiver Resampler (Alayrac et al., 2022), BLIP-2's
Q-Former (Li et al., 2023) and Qwen-VL (Bai et al., 2023), reduced to its one essential layer.

Shapes: B batch, N vision tokens, Q learned queries, H heads, D = dim / H head width.
"""

import math

import torch
from torch import Tensor, nn


class CrossAttentionResampler(nn.Module):
    def __init__(self, num_queries: int, dim: int, vision_dim: int, num_heads: int) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = dim // num_heads
        self.queries = nn.Parameter(torch.randn(num_queries, dim) / math.sqrt(dim))
        self.q_proj = nn.Linear(dim, dim)
        self.k_proj = nn.Linear(vision_dim, dim)
        self.v_proj = nn.Linear(vision_dim, dim)
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, vision: Tensor, mask: Tensor | None = None) -> Tensor:
        queries = self.queries.expand(len(vision), -1, -1)  # [B, Q, dim], the same for every item, not copied
        q = self._split(self.q_proj(queries))  # [B, H, Q, D]
        k = self._split(self.k_proj(vision))  # [B, H, N, D]
        v = self._split(self.v_proj(vision))  # [B, H, N, D]

        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)  # [B, H, Q, N]
        if mask is not None:
            scores = scores.masked_fill(~mask[:, None, None, :], -math.inf)
        context = torch.softmax(scores, dim=-1) @ v  # [B, H, Q, D]
        return self.out_proj(context.transpose(1, 2).flatten(2))  # [B, Q, dim]

    def _split(self, x: Tensor) -> Tensor:
        """[B, L, dim] -> [B, H, L, D]"""
        return x.unflatten(-1, (self.num_heads, self.head_dim)).transpose(1, 2)
