import torch.nn.functional as F
from torch import nn


class Mlp(nn.Module):
    def __init__(self, in_features, hidden_features=None, out_features=None, drop=0.0):
        super().__init__()
        out_features = out_features or in_features
        hidden_features = hidden_features or in_features
        self.fc1 = nn.Linear(in_features, hidden_features)
        self.fc2 = nn.Linear(hidden_features, out_features)
        self.drop = drop

    def forward(self, x):
        x = F.gelu(self.fc1(x))
        x = F.dropout(x, p=self.drop)
        x = self.fc2(x)
        x = F.dropout(x, p=self.drop)
        return x
