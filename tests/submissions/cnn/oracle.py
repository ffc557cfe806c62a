from torch import nn


class ConvNet(nn.Module):
    """The same network, put together by nn.Sequential from the named layers."""

    def __init__(self, in_channels, num_classes, image_size):
        super().__init__()
        h, w = image_size
        self.conv1 = nn.Conv2d(in_channels, 8, 3, stride=1, padding="same")
        self.conv2 = nn.Conv2d(8, 16, 3, stride=1, padding="same")
        for _ in range(2):
            h, w = h // 2, w // 2
        self.fc = nn.Linear(16 * h * w, num_classes)

    def forward(self, x):
        pool = nn.MaxPool2d(2)
        return nn.Sequential(self.conv1, nn.ReLU(), pool, self.conv2, nn.ReLU(), pool, nn.Flatten(), self.fc)(x)
