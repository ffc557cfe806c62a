"""A bottleneck adapter: down, GELU, up, added to its input (Houlsby et al., 2019).

`up` starts at zero, so a model with adapters put into it starts as the model without them.
"""

import torch.nn.functional as F
from torch import Tensor, nn


class Adapter(nn.Module):
    def __init__(self, dim: int, bottleneck: int):
        super().__init__()
        self.down = nn.Linear(dim, bottleneck)
        self.up = nn.Linear(bottleneck, dim)
        nn.init.zeros_(self.up.weight)
        nn.init.zeros_(self.up.bias)

    def forward(self, x: Tensor) -> Tensor:
        hidden = F.gelu(self.down(x))  # [..., bottleneck]
        return x + self.up(hidden)  # [..., dim]
