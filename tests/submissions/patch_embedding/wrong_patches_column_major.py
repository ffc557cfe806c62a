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
        b, c, h, w = x.shape
        if h != self.s or w != self.s:
            raise ValueError("size")
        patches = []
        for col in range(self.g):
            for row in range(self.g):
                y0, x0 = row * self.p, col * self.p
                patches.append(x[:, :, y0 : y0 + self.p, x0 : x0 + self.p].flatten(1))
        tok = self.proj(torch.stack(patches, 1))
        return torch.cat([self.cls_token.expand(b, 1, -1), tok], 1) + self.pos_embed
