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
        q = self.q_proj(query).unflatten(2, (self.num_heads, -1)).transpose(1, 2)
        k = self.k_proj(key).unflatten(2, (self.num_heads, -1)).transpose(1, 2)
        v = self.v_proj(value).unflatten(2, (self.num_heads, -1)).transpose(1, 2)
        attn = q @ k.mT / self.head_dim**0.5
        if mask is not None:
            attn = torch.where(mask[:, None], attn, float("-inf"))
        out = attn.softmax(-1) @ v
        return self.out_proj(out.transpose(1, 2).reshape(query.size(0), query.size(1), self.embed_dim))
