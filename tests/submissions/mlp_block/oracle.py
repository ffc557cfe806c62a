import torch
from torch import nn


class Mlp(nn.Sequential):
    """nn.Sequential with the sub-modules' names; GELU from the normal distribution of torch.distributions."""

    def __init__(self, in_features, hidden_features=None, out_features=None, drop=0.0):
        from collections import OrderedDict

        class Gelu(nn.Module):
            def forward(self, x):
                return x * torch.distributions.Normal(0.0, 1.0).cdf(x)

        h = hidden_features if hidden_features is not None else in_features
        o = out_features if out_features is not None else in_features
        super().__init__(OrderedDict(
            fc1=nn.Linear(in_features, h), act=Gelu(), drop1=nn.Dropout(drop), fc2=nn.Linear(h, o), drop2=nn.Dropout(drop)
        ))
