import torch
from torch import nn
from torch.nn import functional as F


class UpBlock(nn.Module):
    """conv1 on a concatenation is the sum of two convolutions."""

    def __init__(self, in_channels, skip_channels, out_channels):
        super().__init__()
        self.split = skip_channels
        self.up = nn.ConvTranspose2d(in_channels, out_channels, kernel_size=(2, 2), stride=(2, 2))
        self.conv1 = nn.Conv2d(skip_channels + out_channels, out_channels, kernel_size=3, padding="same")
        self.conv2 = nn.Conv2d(out_channels, out_channels, kernel_size=3, padding="same")

    def forward(self, x, skip):
        x = nn.ZeroPad2d((0, skip.shape[-1] % 2, 0, skip.shape[-2] % 2))(self.up(x))
        left, right = self.conv1.weight[:, : self.split], self.conv1.weight[:, self.split :]
        hidden = F.conv2d(skip, left, self.conv1.bias, padding=1) + F.conv2d(x, right, padding=1)
        return F.relu(self.conv2(F.relu(hidden)))
