import torch
import torch.nn.functional as F
from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.base = base
        base.requires_grad_(False)
        self.lora_A = nn.Parameter(torch.randn_like(base.weight[:1].expand(r, -1)) * 0.02)
        self.lora_B = nn.Parameter(torch.zeros_like(base.weight[:, :1].expand(-1, r)))
        self.scaling = alpha / r
        self.merged = False

    def delta(self):
        return self.lora_B @ self.lora_A * self.scaling

    def forward(self, x):
        weight = self.base.weight
        if not self.merged:
            weight = weight + self.delta()
        return F.linear(x, weight, self.base.bias)

    def merge(self):
        if not self.merged:
            self.base.weight.data += self.delta().data
            self.merged = True

    def unmerge(self):
        if self.merged:
            self.base.weight.data -= self.delta().data
            self.merged = False
