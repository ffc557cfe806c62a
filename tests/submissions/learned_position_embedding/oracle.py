import torch
from torch import nn


class LearnedPositionEmbedding(nn.Module):
    def __init__(self, max_len, dim):
        super().__init__()
        self.embedding = nn.Embedding(max_len, dim)

    def forward(self, x, offset=0):
        B, T, _ = x.shape
        if offset + T > len(self.embedding.weight):
            raise ValueError("too long")
        return torch.stack(
            [torch.stack([x[b, t] + self.embedding.weight[offset + t] for t in range(T)]) for b in range(B)]
        )
