"""One step up the decoder of U-Net (Ronneberger, Fischer and Brox, 2015).

A transposed convolution doubles the coarse map, the encoder's map of the same level is laid beside it along the
channels, and two convolutions merge what is there (coarse) with where it is (skip).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class UpBlock(nn.Module):
    """up -> pad to the skip's size -> concatenate [skip, x] -> conv1 -> ReLU -> conv2 -> ReLU."""

    def __init__(self, in_channels: int, skip_channels: int, out_channels: int):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, kernel_size=2, stride=2)
        self.conv1 = nn.Conv2d(skip_channels + out_channels, out_channels, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(out_channels, out_channels, kernel_size=3, padding=1)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        """x [N, in_channels, h, w] and skip [N, skip_channels, H, W] -> [N, out_channels, H, W]."""
        x = self.up(x)  # [N, out_channels, 2h, 2w]
        right, bottom = skip.shape[3] - x.shape[3], skip.shape[2] - x.shape[2]
        x = F.pad(x, (0, right, 0, bottom))  # [N, out_channels, H, W]
        x = torch.cat([skip, x], dim=1)  # [N, skip_channels + out_channels, H, W]
        x = torch.relu(self.conv1(x))
        return torch.relu(self.conv2(x))
