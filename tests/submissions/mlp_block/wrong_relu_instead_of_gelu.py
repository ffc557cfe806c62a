import torch
from torch import nn


class Mlp(nn.Module):
    def __init__(self, in_features, hidden_features=None, out_features=None, drop=0.0):
        super().__init__()
        hidden_features = hidden_features or in_features
        self.fc1 = nn.Linear(in_features, hidden_features)
        self.fc2 = nn.Linear(hidden_features, out_features or in_features)
        self.dropout = nn.Dropout(drop)

    def forward(self, x):
        h = self.dropout(torch.clamp(self.fc1(x), min=0))
        return self.dropout(self.fc2(h))
