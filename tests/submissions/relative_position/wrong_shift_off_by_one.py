import torch
from torch import nn


class RelativePosition(nn.Module):
    def __init__(self, head_dim, max_distance):
        super().__init__()
        self.m = max_distance
        self.embeddings = nn.Parameter(torch.randn(2 * max_distance + 1, head_dim))

    def forward(self, q_len, k_len):
        rows = []
        for i in range(q_len):
            ids = [max(-self.m, min(self.m, j - i)) + self.m - 1 for j in range(k_len)]
            rows.append(torch.stack([self.embeddings[r] for r in ids]))
        return torch.stack(rows)
