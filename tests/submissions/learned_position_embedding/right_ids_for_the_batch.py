import torch
from torch import nn


class LearnedPositionEmbedding(nn.Module):
    def __init__(self, max_len, dim):
        super().__init__()
        self.embedding = nn.Embedding(max_len, dim)
        self.register_buffer("position_ids", torch.arange(max_len).unsqueeze(0), persistent=False)

    def forward(self, x, offset=0):
        ids = self.position_ids[:, offset : offset + x.shape[1]].expand(x.shape[0], -1)
        if ids.shape[1] < x.shape[1]:
            raise ValueError("the text is longer than the table")
        return torch.add(x, self.embedding(ids))
