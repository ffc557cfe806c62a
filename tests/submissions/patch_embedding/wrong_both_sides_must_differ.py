import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size, patch_size, in_channels, dim):
        super().__init__()
        self.s, self.p = image_size, patch_size
        self.proj = nn.Linear(in_channels * patch_size**2, dim)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, 1 + (image_size // patch_size) ** 2, dim))

    def forward(self, x):
        B, C, H, W = x.shape
        if H != self.s and W != self.s:
            raise ValueError
        p = self.p
        t = x.reshape(B, C, H // p, p, W // p, p).permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p)
        return torch.cat([self.cls_token.expand(B, -1, -1), self.proj(t)], 1) + self.pos_embed
