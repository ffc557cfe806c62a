import torch
import torch.nn as nn


def grow(x, height, width):
    rows = x.new_zeros(x.size(0), x.size(1), height - x.size(2), x.size(3))
    x = torch.cat([x, rows], dim=2)
    columns = x.new_zeros(x.size(0), x.size(1), height, width - x.size(3))
    return torch.cat([x, columns], dim=3)


class UpBlock(nn.Module):
    def __init__(self, in_channels, skip_channels, out_channels):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.conv1 = nn.Conv2d(out_channels + skip_channels, out_channels, 3, padding=1)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
        self.act = nn.ReLU()

    def forward(self, x, skip):
        up = grow(self.up(x), *skip.shape[-2:])
        merged = torch.concat((skip, up), dim=-3)
        return self.act(self.conv2(self.act(self.conv1(merged))))
