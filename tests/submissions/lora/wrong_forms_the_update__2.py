import torch
from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.base = base
        for p in base.parameters():
            p.requires_grad = False
        self.lora_A = nn.Parameter(torch.empty(r, base.in_features, dtype=base.weight.dtype).normal_(std=1 / r))
        self.lora_B = nn.Parameter(torch.zeros(base.out_features, r, dtype=base.weight.dtype))
        self.scale = alpha / r
        self.merged = False

    def forward(self, x):
        if self.merged:
            return self.base(x)
        w = self.base.weight
        return torch.nn.functional.linear(x, w + self.scale * self.lora_B @ self.lora_A, self.base.bias)

    def merge(self):
        if not self.merged:
            self.base.weight.data.add_(self.scale * self.lora_B.data @ self.lora_A.data)
            self.merged = True

    def unmerge(self):
        if self.merged:
            self.base.weight.data.sub_(self.scale * self.lora_B.data @ self.lora_A.data)
            self.merged = False
