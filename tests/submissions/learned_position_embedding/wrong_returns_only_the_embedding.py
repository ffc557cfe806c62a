import torch
from torch import nn


class LearnedPositionEmbedding(nn.Module):
    def __init__(self, max_len, dim):
        super().__init__()
        self.max_len = max_len
        self.embedding = nn.Embedding(max_len, dim)

    def forward(self, x, offset=0):
        if offset + x.shape[1] > self.max_len:
            raise ValueError("too long")
        ids = torch.arange(offset, offset + x.shape[1]).repeat(x.shape[0], 1)
        return self.embedding(ids)
