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
        q = self.q_proj(x).view(B, T, self.num_heads, -1)
        k = self.k_proj(x).view(B, T, self.num_kv_heads, -1)
        v = self.v_proj(x).view(B, T, self.num_kv_heads, -1)
        k = torch.repeat_interleave(k, self.num_kv_heads, 2)
        v = torch.repeat_interleave(v, self.num_kv_heads, 2)
        att = torch.matmul(q.transpose(1, 2), k.permute(0, 2, 3, 1)) * self.head_dim**-0.5
        if mask is not None:
            att = att.masked_fill(~mask, -1e9)
        return self.out_proj(torch.matmul(att.softmax(-1), v.transpose(1, 2)).transpose(1, 2).reshape(B, T, E))
