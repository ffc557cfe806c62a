"""PyTorch's own grouped attention between the projections."""

import torch.nn.functional as F
from torch import nn


class GroupedQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads, num_kv_heads):
        super().__init__()
        if num_heads % num_kv_heads:
            raise ValueError("uneven groups")
        self.head_dim = embed_dim // num_heads
        self.q_proj, self.out_proj = nn.Linear(embed_dim, embed_dim), nn.Linear(embed_dim, embed_dim)
        self.k_proj, self.v_proj = (nn.Linear(embed_dim, num_kv_heads * self.head_dim) for _ in range(2))

    def forward(self, x, mask=None):
        b, t, e = x.shape
        q, k, v = (
            layer(x).reshape(b, t, -1, self.head_dim).transpose(1, 2)
            for layer in (self.q_proj, self.k_proj, self.v_proj)
        )
        if mask is not None:
            mask = mask.expand(b, q.shape[1], t, t)
        output = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, enable_gqa=True)
        return self.out_proj(output.transpose(1, 2).reshape(b, t, e))
