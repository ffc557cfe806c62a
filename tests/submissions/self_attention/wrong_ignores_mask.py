import math

import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super().__init__()
        self.q = nn.Linear(input_dim, dim_k)
        self.k = nn.Linear(input_dim, dim_k)
        self.v = nn.Linear(input_dim, dim_v)

    def forward(self, x, mask=None):
        q, k, v = [layer(x) for layer in (self.q, self.k, self.v)]
        att = torch.einsum("btd,bsd->bts", q, k) / math.sqrt(q.shape[-1])
        if mask is not None:
            att.masked_fill(~mask, float("-inf"))
        att = att.softmax(-1)
        return torch.einsum("bts,bsd->btd", att, v)
