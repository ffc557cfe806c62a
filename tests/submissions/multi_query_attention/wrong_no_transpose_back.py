import math

import torch
from torch import nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, self.head_dim)
        self.v_proj = nn.Linear(embed_dim, self.head_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x, mask=None):
        B, T, E = x.shape
        q = torch.stack(self.q_proj(x).chunk(self.num_heads, -1), 1)
        k, v = self.k_proj(x), self.v_proj(x)
        att = torch.einsum("bhtd,bsd->bhts", q, k) / math.sqrt(self.head_dim)
        if mask is not None:
            att = att.masked_fill(~mask, -1e9)
        y = torch.einsum("bhts,bsd->bhtd", att.softmax(-1), v).contiguous().view(B, T, E)
        return self.out_proj(y)
