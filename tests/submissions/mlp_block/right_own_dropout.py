import torch
from torch import nn


class Mlp(nn.Module):
    def __init__(self, in_features, hidden_features=None, out_features=None, drop=0.0):
        super().__init__()
        if hidden_features is None:
            hidden_features = in_features
        if out_features is None:
            out_features = in_features
        self.fc1 = nn.Linear(in_features, hidden_features)
        self.fc2 = nn.Linear(hidden_features, out_features)
        self.keep = 1.0 - drop

    def thin(self, t):
        if not self.training or self.keep == 1.0:
            return t
        if self.keep == 0.0:
            return t * 0.0
        mask = torch.bernoulli(torch.full_like(t, self.keep))
        return t * mask / self.keep

    def forward(self, x):
        h = torch.einsum("...i,hi->...h", x, self.fc1.weight) + self.fc1.bias
        h = h * torch.special.ndtr(h)
        return self.thin(torch.einsum("...h,oh->...o", self.thin(h), self.fc2.weight) + self.fc2.bias)
