import torch
from torch import nn
import torch.nn.functional as F


class RelativePosition(nn.Module):
    def __init__(self, head_dim, max_distance):
        super().__init__()
        self.max_relative_position = max_distance
        self.embeddings = nn.Parameter(torch.zeros(2 * max_distance + 1, head_dim))

    def forward(self, q_len, k_len):
        d = torch.arange(k_len).repeat(q_len, 1) - torch.arange(q_len).view(-1, 1)
        d = torch.clip(d, -self.max_relative_position, self.max_relative_position) + self.max_relative_position
        return F.embedding(d, self.embeddings)
