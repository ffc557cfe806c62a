import torch
from torch import nn


class LayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        self.shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(self.shape))
        self.bias = nn.Parameter(torch.zeros(self.shape))

    def forward(self, x):
        y = x.flatten(x.dim() - len(self.shape))
        n = y.shape[-1]
        s1, s2 = y.sum(-1, keepdim=True), (y * y).sum(-1, keepdim=True)
        m = s1 / n
        v = s2 / n - m * m
        y = (y - m) / torch.sqrt(v + self.eps)
        return y.reshape(x.shape) * self.weight + self.bias
