import math

import torch
from torch import nn


def zero_linear(inputs, outputs):
    layer = nn.Linear(inputs, outputs)
    layer.load_state_dict({name: torch.zeros_like(value) for name, value in layer.state_dict().items()})
    return layer


class Adapter(nn.Module):
    def __init__(self, dim, bottleneck):
        super().__init__()
        self.down = nn.Linear(dim, bottleneck)
        self.up = zero_linear(bottleneck, dim)

    def forward(self, x):
        z = x @ self.down.weight.mT + self.down.bias
        z = 0.5 * z * (1 + torch.erf(z / math.sqrt(2)))
        return z @ self.up.weight.mT + self.up.bias
