"""Batch normalization (Ioffe and Szegedy, 2015).

Training normalises each channel with the mean and variance of the batch at hand and keeps a moving average of both;
evaluation normalises with these averages, so that one item's result no longer depends on its neighbours.
"""

import torch
from torch import Tensor, nn


class BatchNorm(nn.Module):
    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x: Tensor) -> Tensor:
        axes = (0, *range(2, x.dim()))  # all but the channels
        if self.training:
            mean, var = x.mean(axes), x.var(axes, correction=0)  # [C], biased
            n = x.numel() / x.shape[1]  # values a channel
            with torch.no_grad():
                self.running_mean += self.momentum * (mean - self.running_mean)
                self.running_var += self.momentum * (var * n / (n - 1) - self.running_var)
        else:
            mean, var = self.running_mean, self.running_var
        scale = self.weight * torch.rsqrt(var + self.eps)  # [C]
        per_channel = (1, -1, *[1] * (x.dim() - 2))  # [1, C] or [1, C, 1, 1]
        return (x - mean.view(per_channel)) * scale.view(per_channel) + self.bias.view(per_channel)
