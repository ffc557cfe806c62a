"""One key-value head means that the heads are merely more queries: H*T of them in one long row."""

import torch
from torch import nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.num_heads = num_heads
        width = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, width)
        self.v_proj = nn.Linear(embed_dim, width)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x, mask=None):
        b, t, e = x.shape
        k, v = self.k_proj(x), self.v_proj(x)
        q = self.q_proj(x).reshape(b, t * self.num_heads, -1) / k.shape[-1] ** 0.5
        logits = torch.bmm(q, k.mT)
        if mask is not None:
            allowed = mask.expand(b, self.num_heads, t, t).permute(0, 2, 1, 3).reshape(logits.shape)
            logits = logits.masked_fill(allowed.logical_not(), float("-inf"))
        return self.out_proj(torch.bmm(logits.softmax(-1), v).reshape(b, t, e))
