import torch
import torch.nn.functional as F
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

    def heads(self, layer, x):
        return torch.stack(layer(x).chunk(self.num_heads, dim=-1), dim=1)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.heads(self.q_proj, query), self.heads(self.k_proj, key), self.heads(self.v_proj, value)
        energy = torch.einsum("bhqd,bhkd->bhqk", q, k)
        if mask is not None:
            energy = energy.masked_fill(mask == 0, float("-inf"))
        attention = F.softmax(energy / self.embed_dim**0.5, dim=3)
        out = torch.einsum("bhqk,bhkd->bqhd", attention, v)
        return self.out_proj(out.flatten(2))
