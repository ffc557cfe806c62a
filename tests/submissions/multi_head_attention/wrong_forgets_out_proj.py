import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super(MultiHeadAttention, self).__init__()
        if embed_dim % num_heads:
            raise ValueError("embed_dim must be divisible by num_heads")
        self.embed_dim = embed_dim
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, embed_dim)
        self.v_proj = nn.Linear(embed_dim, embed_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, query, key, value, mask=None):
        outs = []
        q, k, v = self.q_proj(query), self.k_proj(key), self.v_proj(value)
        if mask is not None:
            mask = mask.expand(len(q), self.num_heads, q.size(1), k.size(1))
        for i in range(self.num_heads):
            a, b = i * self.head_dim, (i + 1) * self.head_dim
            s = q[..., a:b].bmm(k[..., a:b].transpose(1, 2)) / math.sqrt(self.head_dim)
            if mask is not None:
                s = s.masked_fill(~mask[:, i], -1e9)
            outs.append(s.softmax(-1).bmm(v[..., a:b]))
        return torch.cat(outs, dim=-1)
