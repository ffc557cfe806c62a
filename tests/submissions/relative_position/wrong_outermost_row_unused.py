import torch
from torch import nn
from torch.nn import functional as F


class RelativePosition(nn.Module):
    def __init__(self, head_dim, max_distance):
        super().__init__()
        self.m = max_distance
        self.embeddings = nn.Parameter(torch.empty(2 * max_distance + 1, head_dim).normal_())

    def forward(self, q_len, k_len):
        offset = torch.arange(k_len).repeat(q_len, 1) - torch.arange(q_len).unsqueeze(1)
        offset = torch.minimum(torch.maximum(offset, torch.tensor(-self.m)), torch.tensor(self.m - 1))
        return F.embedding((offset + self.m) % len(self.embeddings), self.embeddings)
