import torch
import torch.nn as nn
import torch.nn.functional as F


class LoRALinear(nn.Module):
    def __init__(self, base: nn.Linear, r: int, alpha: float):
        super().__init__()
        self.r, self.alpha = r, alpha
        self.lora_B = nn.Parameter(base.weight.new_zeros(base.out_features, r))
        self.lora_A = nn.Parameter(base.weight.new_empty(r, base.in_features).normal_())
        self.base = base
        for p in self.base.parameters():
            p.requires_grad_(False)
        self.register_buffer("is_merged", torch.tensor(False))
        self.delta = None

    def forward(self, x):
        result = F.linear(x, self.base.weight, self.base.bias)
        if bool(self.is_merged):
            return result
        low = F.linear(x, self.lora_A)
        return result + F.linear(low, self.lora_B) * (self.alpha / self.r)

    def merge(self):
        if self.delta is None:
            with torch.no_grad():
                self.delta = torch.mm(self.lora_B, self.lora_A).mul_(self.alpha / self.r)
                self.base.weight.add_(self.delta)
            self.is_merged.fill_(True)

    def unmerge(self):
        if self.delta is not None:
            with torch.no_grad():
                self.base.weight.sub_(self.delta)
            self.delta = None
            self.is_merged.fill_(False)
