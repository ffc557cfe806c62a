import torch
from torch import nn


class BatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.running_mean = nn.Parameter(torch.zeros(num_features))
        self.running_var = nn.Parameter(torch.ones(num_features))

    def forward(self, x):
        dims = tuple(d for d in range(x.ndim) if d != 1)
        if self.training:
            mean = x.mean(dims, keepdim=True)
            var = (x - mean).pow(2).mean(dims, keepdim=True)
            n = x.numel() // x.size(1)
            m = self.momentum
            self.running_mean.data = (1 - m) * self.running_mean.data + m * mean.data.flatten()
            self.running_var.data = (1 - m) * self.running_var.data + m * var.data.flatten() * n / (n - 1)
        else:
            view = [-1 if d == 1 else 1 for d in range(x.ndim)]
            mean, var = self.running_mean.view(view), self.running_var.view(view)
        z = (x - mean) / (var + self.eps).sqrt()
        return (z.movedim(1, -1) * self.weight + self.bias).movedim(-1, 1)
