import torch
from torch import nn


class ConvNet(nn.Module):
    def __init__(self, in_channels, num_classes, image_size):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, 8, kernel_size=3, stride=1, padding=1, bias=True)
        self.conv2 = nn.Conv2d(8, 16, kernel_size=3, stride=1, padding=1, bias=True)
        with torch.no_grad():
            size = self.features(torch.zeros(1, in_channels, *image_size)).numel()
        self.fc = nn.Linear(size, num_classes)

    def features(self, x):
        for conv in (self.conv1, self.conv2):
            x = nn.functional.relu(conv(x), inplace=True)
            x = nn.functional.max_pool2d(x, kernel_size=2, stride=2)
        return x

    def forward(self, x):
        return self.fc(torch.flatten(self.features(x), start_dim=1))
