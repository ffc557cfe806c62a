"""LoRA: a frozen linear layer plus a trainable update of low rank (Hu et al., 2021).

The update of W is (alpha / r) B A. B starts at zero, so the layer starts as the base; A does not, so B has a gradient at
once. Multiplying from the right, x A^T first, costs r (in + out) a token and never forms B A.
"""

import math

import torch
from torch import Tensor, nn


class LoRALinear(nn.Module):
    def __init__(self, base: nn.Linear, r: int, alpha: float):
        super().__init__()
        like = {"dtype": base.weight.dtype, "device": base.weight.device}
        self.base = base.requires_grad_(False)
        self.lora_A = nn.Parameter(torch.empty(r, base.in_features, **like))  # [r, in]
        self.lora_B = nn.Parameter(torch.zeros(base.out_features, r, **like))  # [out, r]
        nn.init.kaiming_uniform_(self.lora_A, a=math.sqrt(5))
        self.scale = alpha / r
        self.merged = False

    def forward(self, x: Tensor) -> Tensor:
        out = self.base(x)  # [..., out]
        if self.merged:
            return out
        return out + self.scale * (x @ self.lora_A.T @ self.lora_B.T)

    @torch.no_grad()
    def merge(self) -> None:
        if not self.merged:
            self.base.weight += self.scale * (self.lora_B @ self.lora_A)
            self.merged = True

    @torch.no_grad()
    def unmerge(self) -> None:
        if self.merged:
            self.base.weight -= self.scale * (self.lora_B @ self.lora_A)
            self.merged = False
