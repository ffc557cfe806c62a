"""PyTorch's own attention between the projections."""

import torch
import torch.nn.functional as F
from torch import nn


class CrossAttentionResampler(nn.Module):
    def __init__(self, num_queries, dim, vision_dim, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.queries = nn.Parameter(torch.randn(num_queries, dim))
        self.q_proj, self.out_proj = nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.k_proj, self.v_proj = nn.Linear(vision_dim, dim), nn.Linear(vision_dim, dim)

    def forward(self, vision, mask=None):
        b, n, _ = vision.shape
        q = self.q_proj(self.queries).reshape(1, -1, self.num_heads, self.q_proj.out_features // self.num_heads)
        k = self.k_proj(vision).reshape(b, n, self.num_heads, -1)
        v = self.v_proj(vision).reshape(b, n, self.num_heads, -1)
        allowed = None if mask is None else mask.reshape(b, 1, 1, n)
        q = q.repeat(b, 1, 1, 1)
        output = F.scaled_dot_product_attention(*(x.transpose(1, 2) for x in (q, k, v)), attn_mask=allowed)
        return self.out_proj(output.transpose(1, 2).reshape(b, len(self.queries), -1))
