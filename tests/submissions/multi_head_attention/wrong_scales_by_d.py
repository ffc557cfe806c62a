import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        if embed_dim % num_heads:
            raise ValueError("embed_dim must be divisible by num_heads")
        self.H = num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, embed_dim)
        self.v_proj = nn.Linear(embed_dim, embed_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, query, key, value, mask=None):
        q = self.q_proj(query).unflatten(2, (self.H, -1))
        k = self.k_proj(key).unflatten(2, (self.H, -1))
        v = self.v_proj(value).unflatten(2, (self.H, -1))
        scale = q.size(-1) ** -1
        s = torch.einsum("bthd,bshd->bhts", q, k) * scale
        if mask is not None:
            s = s.masked_fill(mask == 0, -1e9)
        return self.out_proj(torch.einsum("bhts,bshd->bthd", s.softmax(3), v).flatten(2))
