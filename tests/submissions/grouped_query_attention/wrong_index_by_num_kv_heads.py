import math

import torch
from torch import nn


class GroupedQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads, num_kv_heads):
        super().__init__()
        if num_heads % num_kv_heads:
            raise ValueError("num_heads must be divisible by num_kv_heads")
        self.num_heads = num_heads
        self.num_kv_heads = num_kv_heads
        self.groups = num_heads // num_kv_heads
        self.head_dim = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, num_heads * self.head_dim)
        self.k_proj = nn.Linear(embed_dim, num_kv_heads * self.head_dim)
        self.v_proj = nn.Linear(embed_dim, num_kv_heads * self.head_dim)
        self.out_proj = nn.Linear(num_heads * self.head_dim, embed_dim)

    def forward(self, x, mask=None):
        keys = self.k_proj(x).split(self.head_dim, -1)
        values = self.v_proj(x).split(self.head_dim, -1)
        outs = []
        for h, q in enumerate(self.q_proj(x).split(self.head_dim, -1)):
            k, v = keys[h // self.num_kv_heads], values[h // self.num_kv_heads]
            att = q.bmm(k.transpose(1, 2)) / math.sqrt(self.head_dim)
            if mask is not None:
                att = att.masked_fill(~mask.expand(len(x), self.num_heads, *att.shape[1:])[:, h], -1e9)
            outs.append(torch.softmax(att, -1).bmm(v))
        return self.out_proj(torch.cat(outs, -1))
