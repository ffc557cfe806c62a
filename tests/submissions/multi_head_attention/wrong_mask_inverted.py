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
        q = self.q_proj(query).unflatten(2, (self.num_heads, -1))
        k = self.k_proj(key).unflatten(2, (self.num_heads, -1))
        v = self.v_proj(value).unflatten(2, (self.num_heads, -1))
        attn = torch.einsum("bthd,bshd->bhts", q, k) / self.head_dim**0.5
        if mask is not None:
            attn = torch.where(mask, float("-inf"), attn)
        attn = attn.softmax(-1)
        return self.out_proj(torch.einsum("bhts,bshd->bthd", attn, v).flatten(2))
