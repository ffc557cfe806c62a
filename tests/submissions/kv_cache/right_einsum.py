import torch
from torch import nn


class CachedAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.heads, self.width = num_heads, embed_dim // num_heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (nn.Linear(embed_dim, embed_dim) for _ in range(4))

    def forward(self, x, past=None):
        batch, new, _ = x.size()
        shape = (batch, new, self.heads, self.width)
        query = self.q_proj(x).reshape(shape) * self.width**-0.5
        key = self.k_proj(x).reshape(shape).permute(0, 2, 1, 3)
        value = self.v_proj(x).reshape(shape).permute(0, 2, 1, 3)
        before = 0
        if past:
            before = past[0].size(2)
            key = torch.cat([past[0], key], dim=-2)
            value = torch.cat([past[1], value], dim=-2)
        scores = torch.einsum("bthd,bhsd->bhts", query, key)
        if new > 1:
            future = torch.triu(torch.ones(new, before + new, dtype=torch.bool), diagonal=before + 1)
            scores = scores.masked_fill(future, float("-inf"))
        mixed = torch.einsum("bhts,bhsd->bthd", torch.softmax(scores, dim=-1), value)
        return self.out_proj(mixed.reshape(batch, new, -1)), (key, value)
