from torch import nn


class Adapter(nn.Module):
    def __init__(self, dim, bottleneck):
        super().__init__()
        self.down, self.up = nn.Linear(dim, bottleneck), nn.Linear(bottleneck, dim)
        self.activation = nn.GELU()

    def forward(self, x):
        branch = nn.Sequential(self.down, self.activation, self.up)
        return branch(x).add(x)
