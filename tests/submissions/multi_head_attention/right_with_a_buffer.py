import math, torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        if embed_dim % num_heads != 0:
            raise ValueError("bad")
        self.out_proj = nn.Linear(embed_dim, embed_dim)
        self.v_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, embed_dim)
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.register_buffer("scale", torch.tensor(1 / math.sqrt(embed_dim // num_heads)))
        self.num_heads = num_heads
        self.attn_weights = None
        nn.init.xavier_uniform_(self.q_proj.weight)

    def forward(self, query, key, value, mask=None):
        def split(x):
            return x.reshape(x.size(0), x.size(1), self.num_heads, -1).permute(0, 2, 1, 3)

        q, k, v = split(self.q_proj(query)), split(self.k_proj(key)), split(self.v_proj(value))
        attn = torch.matmul(q, k.permute(0, 1, 3, 2)) * self.scale
        if mask is not None:
            attn = attn.masked_fill(mask == 0, -1e9)
        attn = attn.softmax(dim=-1)
        self.attn_weights = attn
        x = torch.matmul(attn, v).permute(0, 2, 1, 3).contiguous()
        return self.out_proj(x.view(x.size(0), x.size(1), -1))
