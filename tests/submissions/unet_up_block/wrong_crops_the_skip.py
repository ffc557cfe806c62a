import torch
import torch.nn as nn


class UpBlock(nn.Module):
    def __init__(self, in_channels, skip_channels, out_channels):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.act = nn.ReLU()
        self.conv1 = nn.Conv2d(skip_channels + out_channels, out_channels, 3, padding=1)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)

    def forward(self, x, skip):
        x = self.up(x)
        h, w = x.shape[-2:]
        skip = skip.narrow(2, 0, h).narrow(3, 0, w)
        return self.act(self.conv2(self.act(self.conv1(torch.cat([skip, x], 1)))))
