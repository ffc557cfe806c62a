import torch
from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.base = base
        for p in base.parameters():
            p.requires_grad = False
        self.lora_A = nn.Parameter(torch.randn(r, base.in_features, dtype=base.weight.dtype) * 0.02)
        self.lora_B = nn.Parameter(torch.zeros(base.out_features, r, dtype=base.weight.dtype))
        self.scale = alpha / r**0.5
        self.merged = False

    def forward(self, x):
        y = self.base(x)
        return y if self.merged else y + self.scale * ((x @ self.lora_A.T) @ self.lora_B.T)

    def merge(self):
        if self.merged:
            return
        self.base.weight.data += self.scale * self.lora_B @ self.lora_A
        self.merged = True

    def unmerge(self):
        if not self.merged:
            return
        self.base.weight.data -= self.scale * self.lora_B @ self.lora_A
        self.merged = False
