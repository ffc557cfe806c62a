import math

import torch
from torch import nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, embed_dim)
        self.v_proj = nn.Linear(embed_dim, embed_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x, mask=None):
        B, T, E = x.shape
        q, k, v = (f(x).view(B, T, self.num_heads, self.head_dim) for f in (self.q_proj, self.k_proj, self.v_proj))
        att = torch.einsum("bthd,bshd->bhts", q, k) / math.sqrt(self.head_dim)
        if mask is not None:
            att = att.masked_fill(mask == 0, -1e9)
        y = torch.einsum("bhts,bshd->bthd", att.softmax(-1), v)
        return self.out_proj(y.reshape(B, T, E))
