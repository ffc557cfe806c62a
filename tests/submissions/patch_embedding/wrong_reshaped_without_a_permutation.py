import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size, patch_size, in_channels, dim):
        super().__init__()
        self.s, self.p, self.c = image_size, patch_size, in_channels
        self.g = image_size // patch_size
        self.proj = nn.Linear(in_channels * patch_size * patch_size, dim)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, self.g * self.g + 1, dim))

    def forward(self, x):
        b, _, h, w = x.shape
        if (h, w) != (self.s, self.s):
            raise ValueError("size")
        patches = x.reshape(b, self.g * self.g, self.c * self.p * self.p)
        return torch.cat([self.cls_token.repeat(b, 1, 1), self.proj(patches)], dim=1) + self.pos_embed
