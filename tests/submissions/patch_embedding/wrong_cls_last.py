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
        if list(x.shape[2:]) != [self.s, self.s]:
            raise ValueError("size")
        rows = x.chunk(self.g, dim=2)
        patches = [piece.flatten(1) for row in rows for piece in row.chunk(self.g, dim=3)]
        seq = [self.proj(piece) for piece in patches] + [self.cls_token[:, 0].expand(len(x), -1)]
        return torch.stack(seq, dim=1) + self.pos_embed
