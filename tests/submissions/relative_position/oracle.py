import torch
from torch import nn


class RelativePosition(nn.Module):
    def __init__(self, head_dim, max_distance):
        super().__init__()
        self.limit = max_distance
        self.embeddings = nn.Parameter(torch.zeros(2 * max_distance + 1, head_dim))

    def forward(self, q_len, k_len):
        rows = []
        for i in range(q_len):
            for j in range(k_len):
                distance = min(max(j - i, -self.limit), self.limit)
                rows.append(self.embeddings[distance + self.limit])
        return torch.stack(rows).reshape(q_len, k_len, -1)
