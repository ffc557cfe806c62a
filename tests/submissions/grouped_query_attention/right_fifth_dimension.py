"""The group is a dimension of its own, over which keys and values broadcast."""

import torch
from torch import nn


class GroupedQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads, num_kv_heads):
        super().__init__()
        if num_heads % num_kv_heads:
            raise ValueError(f"{num_heads} heads do not fall into {num_kv_heads} groups")
        self.h, self.g = num_heads, num_kv_heads
        kv_dim = embed_dim * num_kv_heads // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, kv_dim)
        self.v_proj = nn.Linear(embed_dim, kv_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x, mask=None):
        b, t, _ = x.shape
        q = self.q_proj(x).unflatten(-1, (self.g, self.h // self.g, -1))
        k = self.k_proj(x).unflatten(-1, (self.g, -1))
        v = self.v_proj(x).unflatten(-1, (self.g, -1))
        logits = torch.einsum("btgrd,bsgd->bgrts", q, k) * q.shape[-1] ** -0.5
        if mask is not None:
            allowed = mask.expand(b, self.h, t, t).unflatten(1, (self.g, -1))
            logits = torch.where(allowed, logits, torch.finfo(logits.dtype).min)
        return self.out_proj(torch.einsum("bgrts,bsgd->btgrd", logits.softmax(-1), v).flatten(2))
