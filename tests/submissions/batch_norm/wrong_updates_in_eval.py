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

    def normalize(self, x, mean, var):
        rest = (1,) * (x.dim() - 2)
        mean, var, w, b = (t.reshape(1, -1, *rest) for t in (mean, var, self.weight, self.bias))
        return w * (x - mean) / (var + self.eps) ** 0.5 + b

    def forward(self, x):
        flat = x.movedim(1, 0).flatten(1)
        mean, var = flat.mean(1), flat.var(1, unbiased=False)
        if self.training:
            y = self.normalize(x, mean, var)
        else:
            y = self.normalize(x, self.running_mean, self.running_var)
        count = flat.shape[1]
        bessel = count / (count - 1) if count > 1 else 1.0
        self.running_mean = self.running_mean * (1 - self.momentum) + mean.detach() * self.momentum
        self.running_var = self.running_var * (1 - self.momentum) + var.detach() * bessel * self.momentum
        return y
