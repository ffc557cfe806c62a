import torch
from torch import nn


class BatchNorm(nn.Module):
    """Channels moved to the end and everything else flattened, so that there is only the case [M, C]."""

    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))
        self.eps = eps
        self.momentum = momentum

    def forward(self, x):
        last = x.movedim(1, -1)
        rows = last.reshape(-1, last.shape[-1])
        if self.training:
            mu = rows.sum(0) / len(rows)
            dev = rows - mu
            squares = (dev * dev).sum(0)
            self.track(mu.detach(), squares.detach() / (len(rows) - 1))
            out = dev / (squares / len(rows) + self.eps).sqrt()
        else:
            out = (rows - self.running_mean) / (self.running_var + self.eps).sqrt()
        out = out * self.weight + self.bias
        return out.reshape(last.shape).movedim(-1, 1)

    def track(self, mean, var):
        self.num_batches_tracked += 1
        m = self.momentum
        self.running_mean = (1 - m) * self.running_mean + m * mean
        self.running_var = (1 - m) * self.running_var + m * var
