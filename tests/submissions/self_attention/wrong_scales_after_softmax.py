from math import sqrt

import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super(SelfAttention, self).__init__()
        self.q = nn.Linear(input_dim, dim_k)
        self.k = nn.Linear(input_dim, dim_k)
        self.v = nn.Linear(input_dim, dim_v)
        self._norm_fact = 1 / sqrt(dim_k)

    def forward(self, x, mask=None):
        Q = self.q(x)
        K = self.k(x)
        V = self.v(x)
        atten = torch.bmm(Q, K.permute(0, 2, 1))
        if mask is not None:
            atten = atten.masked_fill(mask == 0, -1e9)
        atten = nn.Softmax(dim=-1)(atten) * self._norm_fact
        return torch.bmm(atten, V)
