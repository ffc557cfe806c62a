import math

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
        shape = (query.size(0), query.size(1), self.num_heads, self.head_dim)
        q = self.q_proj(query).reshape(shape).permute(0, 2, 1, 3)
        k = self.k_proj(key).reshape(shape).permute(0, 2, 3, 1)
        v = self.v_proj(value).reshape(shape).permute(0, 2, 1, 3)
        attn = q.matmul(k).div(math.sqrt(self.head_dim))
        if mask is not None:
            attn = attn.masked_fill(mask.logical_not(), float("-inf"))
        out = attn.softmax(dim=-1).matmul(v)
        return self.out_proj(out.permute(0, 2, 1, 3).reshape(query.shape))
