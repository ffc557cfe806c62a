"""Layer normalization (Ba, Kiros and Hinton, 2016).

    y = weight * (x - mean) / sqrt(variance + eps) + bias

Mean and variance are those of one item's own features, so nothing depends on the batch, on the length of the sequence or
on whether the model is training.
"""

import torch
from torch import Tensor, nn


class LayerNorm(nn.Module):
    def __init__(self, normalized_shape: int | tuple[int, ...], eps: float = 1e-5):
        super().__init__()
        shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.axes = tuple(range(-len(shape), 0))
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(shape))
        self.bias = nn.Parameter(torch.zeros(shape))

    def forward(self, x: Tensor) -> Tensor:
        centred = x - x.mean(self.axes, keepdim=True)  # [..., *shape]
        variance = centred.square().mean(self.axes, keepdim=True)  # [..., 1, ..., 1]
        normed = centred * torch.rsqrt(variance + self.eps)  # [..., *shape]
        return normed * self.weight + self.bias
