import copy

import torch
from torch import nn


class LoRALinear(nn.Module):
    """By the definition: the dense weight W + (alpha / r) B A applied to x, rebuilt from an untouched copy of W."""

    def __init__(self, base, r, alpha):
        super().__init__()
        self.base = base
        base.requires_grad_(False)
        w = base.weight
        self.lora_A = nn.Parameter(torch.full((r, w.shape[1]), 0.25, dtype=w.dtype))
        self.lora_B = nn.Parameter(torch.zeros(w.shape[0], r, dtype=w.dtype))
        self.alpha, self.r = alpha, r
        self.saved = None

    def dense(self):
        return sum(torch.outer(self.lora_B[:, i], self.lora_A[i]) for i in range(self.r)) * self.alpha / self.r

    def forward(self, x):
        if self.saved is not None:
            return self.base(x)
        return nn.functional.linear(x, self.base.weight + self.dense(), self.base.bias)

    def merge(self):
        if self.saved is None:
            self.saved = copy.deepcopy(self.base.weight.data)
            self.base.weight.data = self.saved + self.dense().data

    def unmerge(self):
        if self.saved is not None:
            self.base.weight.data = self.saved
            self.saved = None
