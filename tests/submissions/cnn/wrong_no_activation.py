from torch import nn


class ConvNet(nn.Module):
    def __init__(self, in_channels, num_classes, image_size):
        super().__init__()
        h, w = image_size
        self.conv1 = nn.Conv2d(in_channels, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.pool1, self.pool2, self.flat = nn.MaxPool2d(2), nn.MaxPool2d(2), nn.Flatten()
        self.fc = nn.Linear(h // 4 * (w // 4) * 16, num_classes)

    def forward(self, x):
        for layer in (self.conv1, self.pool1, self.conv2, self.pool2, self.flat, self.fc):
            x = layer(x)
        return x
