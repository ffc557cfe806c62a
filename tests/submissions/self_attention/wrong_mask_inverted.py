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
        att = self.q(x).div(math.sqrt(self.q.out_features)).bmm(self.k(x).mT)
        if mask is not None:
            att = torch.where(mask, float("-inf"), att)
        return att.softmax(-1).bmm(self.v(x))
