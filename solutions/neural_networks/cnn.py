"""A classifier after LeNet (LeCun et al., "Gradient-Based Learning Applied to Document Recognition", 1998) in modern
dress: 3x3 convolutions that keep the size, ReLU, 2x2 max-pooling that halves it, one linear layer on top.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class ConvNet(nn.Module):
    """conv1 -> ReLU -> pool -> conv2 -> ReLU -> pool -> flatten -> fc."""

    def __init__(self, in_channels: int, num_classes: int, image_size: tuple[int, int]):
        super().__init__()
        height, width = image_size
        self.conv1 = nn.Conv2d(in_channels, 8, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, kernel_size=3, padding=1)
        self.fc = nn.Linear(16 * (height // 4) * (width // 4), num_classes)  # two halvings, each rounded down

    def forward(self, x: Tensor) -> Tensor:
        """Images x [N, in_channels, H, W] -> logits [N, num_classes]."""
        x = F.max_pool2d(torch.relu(self.conv1(x)), 2)  # [N, 8, H // 2, W // 2]
        x = F.max_pool2d(torch.relu(self.conv2(x)), kernel_size=2)  # [N, 16, H // 4, W // 4]
        return self.fc(x.flatten(1))
