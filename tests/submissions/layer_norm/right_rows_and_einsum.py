import torch
from torch import nn


class LayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        shape = (normalized_shape,) if type(normalized_shape) is int else normalized_shape
        self.bias = nn.Parameter(torch.zeros(shape))
        self.weight = nn.Parameter(torch.ones(shape))
        self.register_buffer("eps", torch.tensor(float(eps)), persistent=False)

    def forward(self, x):
        n = self.weight.numel()
        rows = x.reshape(-1, n)
        rows = rows - rows.sum(1, keepdim=True) / n
        variance = torch.einsum("bi,bi->b", rows, rows) / n
        rows = rows / (variance[:, None] + self.eps).sqrt()
        return torch.addcmul(self.bias, rows.view(x.shape), self.weight)
