import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super().__init__()
        self.dim_k = dim_k
        self.q = nn.Linear(input_dim, dim_k)
        self.k = nn.Linear(input_dim, dim_k)
        self.v = nn.Linear(input_dim, dim_v)

    def forward(self, x, mask=None):
        B, T, _ = x.shape
        q = self.q(x).flatten(0, 1)
        k = self.k(x).flatten(0, 1)
        v = self.v(x).flatten(0, 1)
        s = torch.matmul(q, k.transpose(0, 1)) * self.dim_k**-0.5
        if mask is not None:
            s = s.masked_fill(~mask.reshape(B * T, T).repeat(1, B), -1e9)
        return torch.matmul(torch.softmax(s, 1), v).unflatten(0, (B, T))
