import torch
from torch import nn


class BatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.register_buffer("num_batches_tracked", torch.tensor(0))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.weight = nn.Parameter(torch.ones(num_features))
        self.eps, self.momentum = eps, momentum

    def forward(self, x):
        swapped = x.transpose(0, 1)
        rows = swapped.reshape(x.shape[1], -1)
        if self.training:
            self.num_batches_tracked += 1
            mean, var = rows.mean(1), rows.var(1, unbiased=False)
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(rows.var(1), self.momentum)
        else:
            mean, var = self.running_mean, self.running_var
        rows = (rows - mean[:, None]) / (var[:, None] + self.eps) ** 0.5
        rows = rows * self.weight[:, None] + self.bias[:, None]
        return rows.reshape(swapped.shape).transpose(0, 1)
