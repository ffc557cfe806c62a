import math

import torch
from torch import nn


class Mlp(nn.Module):
    def __init__(self, in_features, hidden_features=None, out_features=None, drop=0.0):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_features or in_features)
        self.fc2 = nn.Linear(self.fc1.out_features, out_features or in_features)
        self.p = drop

    def thin(self, x):
        if not self.training or self.p == 0:
            return x
        if self.p == 1:
            return torch.zeros_like(x)
        return x * torch.empty_like(x).bernoulli_(1 - self.p).div_(1 - self.p)

    def forward(self, x):
        h = self.fc1(x)
        h = self.thin(0.5 * h * (1 + torch.erf(h / math.sqrt(2))))
        return self.thin(self.fc2(h))
