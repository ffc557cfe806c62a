"""The transformer's MLP: widen, bend, narrow, with dropout after both layers (as in ViT; Dosovitskiy et al., 2021).

It works on every token by itself; attention is what mixes tokens.
"""

from torch import Tensor, nn


class Mlp(nn.Module):
    def __init__(
        self,
        in_features: int,
        hidden_features: int | None = None,
        out_features: int | None = None,
        drop: float = 0.0,
    ):
        super().__init__()
        hidden = in_features if hidden_features is None else hidden_features
        out = in_features if out_features is None else out_features
        self.fc1 = nn.Linear(in_features, hidden)
        self.act = nn.GELU()
        self.fc2 = nn.Linear(hidden, out)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.drop(self.act(self.fc1(x)))  # [..., hidden]
        return self.drop(self.fc2(hidden))  # [..., out]
