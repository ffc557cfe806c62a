from torch import nn


class ZeroConv(nn.Conv2d):
    def __init__(self, width):
        super().__init__(width, width, (1, 1))

    def reset_parameters(self):
        self.weight.data.zero_()
        self.bias.data.zero_()


class ControlBranch(nn.Module):
    def __init__(self, block, channels):
        super().__init__()
        self.zero_in, self.zero_out = ZeroConv(channels), ZeroConv(channels)
        twin = block
        self.add_module("copy", twin)
        self.add_module("block", block)
        for weight in self.block.parameters():
            weight.requires_grad_(False)

    def forward(self, x, control):
        trained = self.copy(self.zero_in(control) + x)
        trained = self.zero_out(trained)
        return trained.add(self.block(x))
