import torch
from torch import nn


def into_batch(x, heads):
    b, n, e = x.shape
    return x.reshape(b, n, heads, e // heads).permute(0, 2, 1, 3).reshape(b * heads, n, e // heads)


class MultiHeadAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        if embed_dim // num_heads * num_heads != embed_dim:
            raise ValueError("embed_dim must be a multiple of num_heads")
        self.num_heads = num_heads
        self.scale = (embed_dim // num_heads) ** -0.5
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (nn.Linear(embed_dim, embed_dim) for _ in range(4))

    def forward(self, query, key, value, mask=None):
        b, t, e = query.shape
        s = key.size(1)
        q = into_batch(self.q_proj(query) * self.scale, self.num_heads)
        k = into_batch(self.k_proj(key), self.num_heads)
        v = into_batch(self.v_proj(value), self.num_heads)
        bias = torch.zeros(b * self.num_heads, t, s)
        if mask is not None:
            bias = bias.masked_fill(~mask.expand(b, self.num_heads, t, s).reshape(-1, t, s), float("-inf"))
        weights = torch.softmax(torch.baddbmm(bias, q, k.transpose(1, 2)), dim=-1)
        merged = torch.bmm(weights, v).reshape(b, self.num_heads, t, -1).permute(0, 2, 1, 3).reshape(b, t, e)
        return self.out_proj(merged)
