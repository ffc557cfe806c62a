import torch
from torch import nn


class RelativePosition(nn.Module):
    def __init__(self, head_dim, max_distance):
        super().__init__()
        self.m = max_distance
        self.embeddings = nn.Parameter(torch.randn(2 * max_distance + 1, head_dim))

    def forward(self, q_len, k_len):
        index = torch.tensor([[min(abs(j - i), self.m) + self.m for j in range(k_len)] for i in range(q_len)])
        return self.embeddings.index_select(0, index.flatten()).view(q_len, k_len, -1)
