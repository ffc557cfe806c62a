import torch
from torch import nn


class LayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        shape = (normalized_shape,) if type(normalized_shape) is int else normalized_shape
        self.n = len(shape)
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(shape))
        self.bias = nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        d = list(range(x.dim() - self.n, x.dim()))
        mean = x.mean(dim=d, keepdim=True)
        std = x.std(dim=d, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / (std + self.eps) + self.bias
