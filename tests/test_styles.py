"""Right answers however they are written: habits that a judge must not mind."""

import pytest

from drill import catalog
from graders.judge import grade

LAYER_NORM = "import torch\nfrom torch import nn\n" + '''
class LayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.eps, self.dims = eps, tuple(range(-len(shape), 0))
{init}
    def forward(self, x):
        mu = x.mean(self.dims, keepdim=True)
        return (x - mu) / ((x - mu) ** 2).mean(self.dims, keepdim=True).add(self.eps).sqrt() * self.weight + self.bias
'''
STYLES = {
    "plain": "        self.weight, self.bias = nn.Parameter(torch.ones(shape)), nn.Parameter(torch.zeros(shape))",
    "the other order": "        self.bias = nn.Parameter(torch.zeros(shape))\n        self.weight = nn.Parameter(torch.ones(shape))",
    "register_parameter": "        self.register_parameter('weight', nn.Parameter(torch.ones(shape)))\n        self.register_parameter('bias', nn.Parameter(torch.zeros(shape)))",
    "also in a list, first": "        self.both = nn.ParameterList([torch.ones(shape), torch.zeros(shape)])\n        self.weight, self.bias = self.both[0], self.both[1]",
    "a buffer of its own": "        self.weight, self.bias = nn.Parameter(torch.ones(shape)), nn.Parameter(torch.zeros(shape))\n        self.register_buffer('scratch', torch.zeros(3))",
    "a child that holds nothing": "        self.weight, self.bias = nn.Parameter(torch.ones(shape)), nn.Parameter(torch.zeros(shape))\n        self.identity = nn.Identity()",
    "prints as it goes": "        print('building', shape)\n        self.weight, self.bias = nn.Parameter(torch.ones(shape)), nn.Parameter(torch.zeros(shape))",
    "random numbers of its own": "        torch.manual_seed(0); torch.rand(3)\n        self.weight, self.bias = nn.Parameter(torch.ones(shape)), nn.Parameter(torch.zeros(shape))",
}  # fmt: skip
REFUSED = {
    "another name": "        self.gamma, self.bias = nn.Parameter(torch.ones(shape)), nn.Parameter(torch.zeros(shape))\n        self.weight = self.gamma.detach()",
    "a parameter too many": "        self.weight, self.bias = nn.Parameter(torch.ones(shape)), nn.Parameter(torch.zeros(shape))\n        self.extra = nn.Parameter(torch.ones(1))",
    "frozen": "        self.weight = nn.Parameter(torch.ones(shape), requires_grad=False)\n        self.bias = nn.Parameter(torch.zeros(shape))",
    "a buffer for a parameter": "        self.register_buffer('weight', torch.ones(shape))\n        self.bias = nn.Parameter(torch.zeros(shape))",
}  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_right_however_it_is_written(style: str) -> None:
    card = grade(catalog.load("layer_norm"), LAYER_NORM.format(init=STYLES[style]))
    assert card.passed, [(c.name, c.detail) for c in card.checks if not c.passed]


@pytest.mark.parametrize("style", REFUSED)
def test_wrong_parameters_are_refused(style: str) -> None:
    assert not grade(catalog.load("layer_norm"), LAYER_NORM.format(init=REFUSED[style])).passed
