import torch
from torch import nn


class LearnedPositionEmbedding(nn.Module):
    def __init__(self, max_len, dim):
        super().__init__()
        self.embedding = nn.Embedding(max_len, dim)
        self.register_buffer("ids", torch.arange(max_len)[None])
        self.max_len = max_len

    def forward(self, x, offset=0):
        b, t, d = x.size()
        if offset + t > self.max_len:
            raise ValueError("too long")
        return x + self.embedding(self.ids[:, offset : offset + t]).expand(b, -1, -1)
