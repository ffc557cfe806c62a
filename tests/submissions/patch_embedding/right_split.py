import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size, patch_size, in_channels, dim):
        super().__init__()
        self.cfg = (image_size, patch_size)
        n = (image_size // patch_size) ** 2
        self.pos_embed = nn.Parameter(torch.empty(1, n + 1, dim))
        nn.init.trunc_normal_(self.pos_embed, std=0.02)
        self.cls_token = nn.Parameter(torch.randn(1, 1, dim))
        self.proj = nn.Linear(in_channels * patch_size * patch_size, dim, bias=True)

    def forward(self, x):
        S, P = self.cfg
        if x.size(-1) != S or x.size(-2) != S:
            raise ValueError(x.shape)
        toks = [self.cls_token.repeat(x.size(0), 1, 1)]
        for row in torch.split(x, P, 2):
            toks += [self.proj(pt.reshape(x.size(0), 1, -1)) for pt in torch.split(row, P, 3)]
        return torch.add(torch.cat(toks, dim=1), self.pos_embed)
