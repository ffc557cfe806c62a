from torch import nn


class ConvNet(nn.Module):
    def __init__(self, in_channels, num_classes, image_size):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, 8, 3, padding="same")
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.body = nn.Sequential(
            self.conv1, nn.ReLU(inplace=True), nn.MaxPool2d(2), self.conv2, nn.ReLU(inplace=True), nn.MaxPool2d(2)
        )
        height, width = image_size
        self.fc = nn.Linear(16 * (height // 2 // 2) * (width // 2 // 2), num_classes)

    def forward(self, x):
        return self.fc(self.body(x).reshape(len(x), -1))
