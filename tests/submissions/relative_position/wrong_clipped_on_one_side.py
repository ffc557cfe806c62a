import torch
from torch import nn


class RelativePosition(nn.Module):
    def __init__(self, head_dim, max_distance):
        super().__init__()
        self.far = max_distance
        self.embeddings = nn.Parameter(torch.zeros(2 * max_distance + 1, head_dim))

    def forward(self, q_len, k_len):
        index = [[min(j - i, self.far) + self.far for j in range(k_len)] for i in range(q_len)]
        return self.embeddings[torch.tensor(index)]
