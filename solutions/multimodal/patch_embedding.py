"""Patch embedding of the vision transformer (A. Dosovitskiy et al., "An Image is Worth 16x16 Words", ICLR 2021).

Splitting each image axis into (which patch, where inside it) needs no copy; bringing the two "which patch" axes to the
front leaves a row-major sequence of flat patches, ready for one Linear.
"""

import torch
from torch import Tensor, nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size: int, patch_size: int, in_channels: int, dim: int):
        super().__init__()
        self.image_size, self.patch_size = image_size, patch_size
        num_patches = (image_size // patch_size) ** 2
        self.proj = nn.Linear(in_channels * patch_size**2, dim)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.randn(1, 1 + num_patches, dim) * 0.02)

    def forward(self, x: Tensor) -> Tensor:
        if x.shape[2:] != (self.image_size, self.image_size):
            raise ValueError(f"images of {self.image_size} x {self.image_size} are expected, not {tuple(x.shape)}")
        P = self.patch_size
        x = x.unflatten(3, (-1, P)).unflatten(2, (-1, P))  # [B, C, rows, P, columns, P]
        x = x.permute(0, 2, 4, 1, 3, 5)  # [B, rows, columns, C, P, P]
        tokens = self.proj(x.flatten(3).flatten(1, 2))  # [B, n, dim]
        cls = self.cls_token.expand(len(x), 1, -1)  # [B, 1, dim]
        return torch.cat([cls, tokens], 1) + self.pos_embed
