import torch
from torch import nn


class Adapter(nn.Module):
    """GELU by its definition, x times the normal distribution function."""

    def __init__(self, dim, bottleneck):
        super().__init__()
        self.down = nn.Linear(dim, bottleneck)
        self.up = nn.Linear(bottleneck, dim)
        for p in self.up.parameters():
            p.data.fill_(0)

    def forward(self, x):
        h = torch.einsum("...i,oi->...o", x, self.down.weight) + self.down.bias
        phi = torch.distributions.Normal(0.0, 1.0).cdf(h)
        return x + torch.einsum("...i,oi->...o", h * phi, self.up.weight) + self.up.bias
