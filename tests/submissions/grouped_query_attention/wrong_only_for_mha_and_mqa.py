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
        B, T, E = x.shape
        q = self.q_proj(x).reshape(B, T, -1, self.head_dim).permute(0, 2, 1, 3)
        k = self.k_proj(x).reshape(B, T, -1, self.head_dim).permute(0, 2, 1, 3)
        v = self.v_proj(x).reshape(B, T, -1, self.head_dim).permute(0, 2, 1, 3)
        if self.num_kv_heads == 1:
            k, v = k.expand_as(q), v.expand_as(q)
        att = torch.einsum("bhtd,bhsd->bhts", q, k) / self.head_dim**0.5
        if mask is not None:
            att = att.masked_fill(~mask, float("-inf"))
        return self.out_proj(torch.einsum("bhts,bhsd->bthd", att.softmax(-1), v).reshape(B, T, E))
