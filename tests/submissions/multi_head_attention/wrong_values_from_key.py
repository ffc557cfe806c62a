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
        B, T, S = query.size(0), query.size(1), key.size(1)
        q = self.q_proj(query).view(B, T, self.num_heads, self.head_dim)
        k, v = (f(key).view(B, S, self.num_heads, self.head_dim) for f in (self.k_proj, self.v_proj))
        w = torch.einsum("bthd,bshd->bhts", q, k).mul(self.head_dim**-0.5)
        if mask is not None:
            w = w.where(mask, torch.tensor(-1e9))
        return self.out_proj(torch.einsum("bhts,bshd->bthd", w.softmax(-1), v).reshape(B, T, -1))
