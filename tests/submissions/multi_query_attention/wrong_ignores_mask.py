import math

import torch
from torch import nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        width = embed_dim // num_heads
        self.q_proj, self.out_proj = nn.Linear(embed_dim, embed_dim), nn.Linear(embed_dim, embed_dim)
        self.k_proj, self.v_proj = nn.Linear(embed_dim, width), nn.Linear(embed_dim, width)
        self.width = width

    def forward(self, x, mask=None):
        k, v = self.k_proj(x), self.v_proj(x)
        heads = []
        for q in self.q_proj(x).split(self.width, dim=-1):
            weights = torch.softmax(torch.bmm(q, k.mT) / math.sqrt(self.width), dim=-1)
            heads.append(torch.bmm(weights, v))
        return self.out_proj(torch.cat(heads, dim=-1))
