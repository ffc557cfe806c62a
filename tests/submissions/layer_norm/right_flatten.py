import math

import torch
from torch import nn


class LayerNorm(nn.Module):
    """Flatten the normalised axes, work on a matrix, shape back."""

    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        if isinstance(normalized_shape, int):
            normalized_shape = [normalized_shape]
        self.size = math.prod(normalized_shape)
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(*normalized_shape))
        self.bias = nn.Parameter(torch.zeros(*normalized_shape))

    def forward(self, x):
        rows = x.reshape(-1, self.size)
        mu = torch.einsum("rd->r", rows) / self.size
        dev = rows - mu.unsqueeze(1)
        sigma = torch.sqrt(torch.einsum("rd,rd->r", dev, dev) / self.size + self.eps)
        z = dev / sigma.unsqueeze(1)
        return (z * self.weight.reshape(-1) + self.bias.reshape(-1)).reshape(x.shape)
