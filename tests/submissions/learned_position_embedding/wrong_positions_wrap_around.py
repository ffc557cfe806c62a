import torch
from torch import nn


class LearnedPositionEmbedding(nn.Module):
    def __init__(self, max_len, dim):
        super().__init__()
        self.max_len = max_len
        self.embedding = nn.Embedding(max_len, dim)

    def forward(self, x, offset=0):
        ids = torch.tensor([(offset + t) % self.max_len for t in range(x.size(1))])
        return x + self.embedding(ids).unsqueeze(0)
