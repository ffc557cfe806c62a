import math

import torch
from torch import nn
from torch.nn import functional as F


def gelu(x):
    return 0.5 * x * (1.0 + torch.erf(x / math.sqrt(2.0)))


class Mlp(nn.Module):
    def __init__(self, in_features, hidden_features=None, out_features=None, drop=0.0):
        super().__init__()
        widths = [in_features] + [in_features if w is None else w for w in (hidden_features, out_features)]
        self.fc1, self.fc2 = (nn.Linear(a, b) for a, b in zip(widths, widths[1:]))
        self.p = drop

    def forward(self, x):
        for i, layer in enumerate((self.fc1, self.fc2)):
            x = F.linear(x, layer.weight, layer.bias)
            if i == 0:
                x = gelu(x)
            x = F.dropout(x, self.p, self.training)
        return x
