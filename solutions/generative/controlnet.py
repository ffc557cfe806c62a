"""A ControlNet branch: a frozen block and a trained copy joined by zero convolutions (Zhang et al., 2023)."""

import copy

from torch import Tensor, nn


def zero_conv(channels: int) -> nn.Conv2d:
    conv = nn.Conv2d(channels, channels, kernel_size=1)
    nn.init.zeros_(conv.weight)
    nn.init.zeros_(conv.bias)
    return conv


class ControlBranch(nn.Module):
    def __init__(self, block: nn.Module, channels: int):
        super().__init__()
        self.copy = copy.deepcopy(block).requires_grad_(True)
        self.block = block.requires_grad_(False)
        self.zero_in = zero_conv(channels)
        self.zero_out = zero_conv(channels)

    def forward(self, x: Tensor, control: Tensor) -> Tensor:
        hint = self.copy(x + self.zero_in(control))  # [N, C, H, W]
        return self.block(x) + self.zero_out(hint)
