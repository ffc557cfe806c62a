import torch
import torch.nn.functional as F
from torch import nn


class LoRALinear(nn.Module):
    """Keeps a copy of the weight to restore it exactly."""

    def __init__(self, base, r, alpha):
        super().__init__()
        self.base = base
        for parameter in base.parameters():
            parameter.requires_grad = False
        out_features, in_features = base.weight.shape
        self.lora_A = nn.Parameter(torch.randn(r, in_features).to(base.weight) / in_features**0.5)
        self.lora_B = nn.Parameter(base.weight.new_zeros(out_features, r))
        self.factor = float(alpha) / r
        self._before = None

    def forward(self, x):
        result = F.linear(x, self.base.weight, self.base.bias)
        if self._before is None:
            narrow = F.linear(x, self.lora_A)
            result = result + F.linear(narrow, self.lora_B) * self.factor
        return result

    def merge(self):
        if self._before is not None:
            return
        self._before = self.base.weight.detach().clone()
        delta = torch.einsum("or,ri->oi", self.lora_B.detach(), self.lora_A.detach())
        self.base.weight.data.add_(delta, alpha=self.factor)

    def unmerge(self):
        if self._before is None:
            return
        self.base.weight.data.copy_(self._before)
        self._before = None
