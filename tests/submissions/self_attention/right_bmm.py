import torch
import torch.nn as nn


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super(SelfAttention, self).__init__()
        self.v = nn.Linear(input_dim, dim_v)
        self.k = nn.Linear(input_dim, dim_k)
        self.q = nn.Linear(input_dim, dim_k)
        self._norm_fact = 1 / (dim_k**0.5)

    def forward(self, x, mask=None):
        Q, K, V = self.q(x), self.k(x), self.v(x)
        s = torch.bmm(Q, K.permute(0, 2, 1)) * self._norm_fact
        if mask is not None:
            s = s.masked_fill(mask == False, -1e20)
        return torch.bmm(nn.Softmax(dim=-1)(s), V)
