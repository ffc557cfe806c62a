import torch
from torch import nn


class LoRALinear(nn.Module):
    """Both paths always run; a gate of 0 or 1 decides about the second."""

    def __init__(self, base, r, alpha):
        super().__init__()
        self.base = base.requires_grad_(False)
        weight = base.weight
        self.lora_A = nn.Parameter(torch.randn(r, weight.shape[1], dtype=weight.dtype) * 0.01)
        self.lora_B = nn.Parameter(torch.zeros(weight.shape[0], r, dtype=weight.dtype))
        self.ratio, self.gate = alpha / r, 1.0

    def forward(self, x):
        side = nn.functional.linear(nn.functional.linear(x, self.lora_A), self.lora_B)
        return self.base(x) + self.gate * self.ratio * side

    def _shift(self, sign):
        self.base.weight.data.addmm_(self.lora_B.data, self.lora_A.data, alpha=sign * self.ratio)

    def merge(self):
        if self.gate:
            self._shift(1)
        self.gate = 0.0

    def unmerge(self):
        if not self.gate:
            self._shift(-1)
        self.gate = 1.0
