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
        if h != self.s or w != self.s:
            raise ValueError("size")
        x = x.contiguous().view(b, self.c, self.g, self.p, self.g, self.p)
        tok = self.proj(torch.einsum("bcipjq->bijcpq", x).reshape(b, self.g * self.g, -1))
        out = torch.zeros(b, tok.shape[1] + 1, tok.shape[2], dtype=x.dtype)
        out[:, 0] = self.cls_token[:, 0]
        out[:, 1:] = tok + self.pos_embed[:, 1:]
        return out
