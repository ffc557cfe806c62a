import torch
from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        nn.Module.__init__(self)
        self.rank, self.alpha = r, alpha
        self.base = base
        base.weight.requires_grad_(False)
        if base.bias is not None:
            base.bias.requires_grad_(False)
        start = torch.empty(r, base.in_features, dtype=base.weight.dtype).uniform_(-0.1, 0.1)
        self.lora_A = nn.Parameter(start)
        self.lora_B = nn.Parameter(torch.zeros(base.out_features, r, dtype=base.weight.dtype))
        self.is_merged = False

    def _fold(self, sign):
        with torch.no_grad():
            update = torch.mm(self.lora_B, self.lora_A).mul_(sign * self.alpha / self.rank)
            self.base.weight.add_(update)

    def merge(self):
        if self.is_merged is False:
            self._fold(+1)
        self.is_merged = True

    def unmerge(self):
        if self.is_merged is True:
            self._fold(-1)
        self.is_merged = False

    def forward(self, x):
        y = self.base(x)
        if True:
            hidden = torch.einsum("...i,ri->...r", x, self.lora_A) * (self.alpha / self.rank)
            y = y + torch.einsum("...r,or->...o", hidden, self.lora_B)
        return y
