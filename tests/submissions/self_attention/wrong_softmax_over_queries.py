import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super().__init__()
        self.q = nn.Linear(input_dim, dim_k)
        self.k = nn.Linear(input_dim, dim_k)
        self.v = nn.Linear(input_dim, dim_v)
        self.softmax = nn.Softmax(dim=1)

    def forward(self, x, mask=None):
        scores = torch.bmm(self.q(x), self.k(x).mT) / self.k.out_features**0.5
        if mask is not None:
            scores = torch.where(mask, scores, float("-inf"))
        return torch.bmm(self.softmax(scores), self.v(x))
