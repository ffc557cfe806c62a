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
        q = sum(self.q_proj(x).chunk(self.num_heads, dim=-1)) / self.num_heads
        att = torch.einsum("btd,bsd->bts", q, self.k_proj(x)) / math.sqrt(self.head_dim)
        att = att[:, None].repeat(1, self.num_heads, 1, 1)
        if mask is not None:
            att = torch.where(mask, att, -1e9)
        y = torch.einsum("bhts,bsd->bthd", att.softmax(-1), self.v_proj(x))
        return self.out_proj(y.reshape(B, T, E))
