import torch
from torch import nn


class RelativePosition(nn.Module):
    def __init__(self, head_dim, max_distance):
        super().__init__()
        self.m = max_distance
        self.embeddings = nn.Parameter(torch.randn(2 * max_distance + 1, head_dim), requires_grad=False)

    def forward(self, q_len, k_len):
        index = (torch.arange(k_len) - torch.arange(q_len).view(-1, 1)).clamp(-self.m, self.m) + self.m
        return self.embeddings[index]
