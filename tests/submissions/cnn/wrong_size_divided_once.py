from torch import nn
from torch.nn.functional import max_pool2d


class ConvNet(nn.Module):
    def __init__(self, in_channels, num_classes, image_size):
        super().__init__()
        pixels = image_size[0] * image_size[1]
        self.conv1 = nn.Conv2d(in_channels, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.fc = nn.Linear(pixels // 16 * 16, num_classes)

    def forward(self, x):
        x = max_pool2d(self.conv1(x).relu(), 2)
        x = max_pool2d(self.conv2(x).relu(), 2)
        return self.fc(x.flatten(1))
