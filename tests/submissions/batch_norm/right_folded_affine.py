import torch
from torch import nn


def fold(weight, bias, mean, var, eps):
    gain = weight / torch.sqrt(var + eps)
    return gain, bias - gain * mean


class BatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.cfg = dict(eps=eps, momentum=momentum)
        for name, start in (("weight", 1.0), ("bias", 0.0)):
            self.register_parameter(name, nn.Parameter(torch.full((num_features,), start)))
        for name, start in (("running_mean", 0.0), ("running_var", 1.0)):
            self.register_buffer(name, torch.full((num_features,), start))

    def forward(self, x):
        index = (None, slice(None)) + (None,) * (x.ndim - 2)
        if not self.training:
            gain, shift = fold(self.weight, self.bias, self.running_mean, self.running_var, self.cfg["eps"])
        else:
            channels = x.transpose(0, 1).flatten(1)
            var, mean = torch.var_mean(channels, dim=1, unbiased=False)
            gain, shift = fold(self.weight, self.bias, mean, var, self.cfg["eps"])
            rho = self.cfg["momentum"]
            self.running_mean.mul_(1 - rho).add_(rho * mean.detach())
            self.running_var.mul_(1 - rho).add_(rho * channels.detach().var(1))
        return gain[index] * x + shift[index]
