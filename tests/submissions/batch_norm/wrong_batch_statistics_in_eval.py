import torch
from torch import nn


class BatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        flat = x.transpose(0, 1).reshape(x.shape[1], -1)
        mean = flat.mean(1)
        var = flat.var(1, unbiased=False)
        if self.training:
            count = flat.shape[1]
            self.running_mean.lerp_(mean.detach(), self.momentum)
            self.running_var.lerp_(var.detach() * (count / (count - 1)), self.momentum)
        out = (flat - mean[:, None]) / torch.sqrt(var[:, None] + self.eps)
        out = out * self.weight[:, None] + self.bias[:, None]
        return out.reshape(x.shape[1], x.shape[0], *x.shape[2:]).transpose(0, 1)
