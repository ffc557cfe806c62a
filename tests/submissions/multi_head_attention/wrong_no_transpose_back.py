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
        B, T, E = query.size()
        Q = torch.stack(self.q_proj(query).split(self.head_dim, -1), 1)
        K = torch.stack(self.k_proj(key).split(self.head_dim, -1), 1)
        V = torch.stack(self.v_proj(value).split(self.head_dim, -1), 1)
        scores = torch.einsum("bhtd,bhsd->bhts", Q, K) / math.sqrt(self.head_dim)
        if mask is not None:
            scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
        context = torch.einsum("bhts,bhsd->bhtd", scores.softmax(-1), V)
        return self.out_proj(context.contiguous().view(B, T, E))
