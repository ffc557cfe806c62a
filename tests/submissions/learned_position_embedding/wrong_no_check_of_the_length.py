import torch
from torch import nn


class LearnedPositionEmbedding(nn.Module):
    def __init__(self, max_len, dim):
        super().__init__()
        self.embedding = nn.Embedding(max_len, dim)

    def forward(self, x, offset=0):
        ids = torch.arange(offset, offset + x.shape[1]).unsqueeze(0)
        return self.embedding(ids) + x
