"""PyTorch's own attention with grouped heads, one group."""

import torch.nn.functional as F
from torch import nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.q_proj, self.out_proj = nn.Linear(embed_dim, embed_dim), nn.Linear(embed_dim, embed_dim)
        self.k_proj, self.v_proj = (nn.Linear(embed_dim, embed_dim // num_heads) for _ in range(2))

    def forward(self, x, mask=None):
        b, t, e = x.shape
        q = self.q_proj(x).reshape(b, t, self.num_heads, -1).transpose(1, 2)
        k, v = self.k_proj(x)[:, None], self.v_proj(x)[:, None]
        if mask is not None:
            mask = mask.expand(b, self.num_heads, t, t)
        output = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, enable_gqa=True)
        return self.out_proj(output.transpose(1, 2).reshape(b, t, e))
