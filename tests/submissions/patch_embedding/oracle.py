"""A convolution of stride P whose kernel is the Linear weight."""

import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size, patch_size, in_channels, dim):
        super().__init__()
        self.size, self.patch = image_size, patch_size
        self.proj = nn.Linear(in_channels * patch_size * patch_size, dim)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, 1 + (image_size // patch_size) ** 2, dim))

    def forward(self, x):
        if x.shape[2] != self.size or x.shape[3] != self.size:
            raise ValueError("image size")
        kernel = self.proj.weight.view(-1, x.shape[1], self.patch, self.patch)
        grid = nn.functional.conv2d(x, kernel, self.proj.bias, stride=self.patch)
        tokens = grid.flatten(2).transpose(1, 2)
        return torch.cat([self.cls_token.repeat(len(x), 1, 1), tokens], dim=1) + self.pos_embed
