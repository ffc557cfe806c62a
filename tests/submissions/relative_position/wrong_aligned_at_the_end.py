import torch
from torch import nn


class RelativePosition(nn.Module):
    def __init__(self, head_dim, max_distance):
        super().__init__()
        self.m = max_distance
        self.embeddings = nn.Parameter(torch.randn(2 * max_distance + 1, head_dim))

    def forward(self, q_len, k_len):
        query_positions = torch.arange(k_len - q_len, k_len)
        relative = torch.arange(k_len)[None] - query_positions[:, None]
        return self.embeddings[relative.clamp(-self.m, self.m) + self.m]
