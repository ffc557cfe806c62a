import torch
from torch import nn


class BatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        dims = [0] if x.dim() == 2 else [0, 2, 3]
        view = [1, -1] if x.dim() == 2 else [1, -1, 1, 1]
        if self.training:
            mean = x.mean(dims)
            var = ((x - mean.view(view)) ** 2).mean(dims)
            with torch.no_grad():
                self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
                self.running_var = self.momentum * self.running_var + (1 - self.momentum) * x.var(dims)
        else:
            mean, var = self.running_mean, self.running_var
        z = (x - mean.view(view)) / torch.sqrt(var.view(view) + self.eps)
        return self.weight.view(view) * z + self.bias.view(view)
