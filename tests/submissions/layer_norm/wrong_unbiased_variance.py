import torch
from torch import nn


class LayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        if isinstance(normalized_shape, int):
            normalized_shape = (normalized_shape,)
        self.dims = len(normalized_shape)
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(normalized_shape))
        self.bias = nn.Parameter(torch.zeros(normalized_shape))

    def forward(self, x):
        flat = x.flatten(-self.dims)
        flat = (flat - flat.mean(-1, True)) / torch.sqrt(flat.std(-1, keepdim=True) ** 2 + self.eps)
        return flat.view(x.shape) * self.weight + self.bias
