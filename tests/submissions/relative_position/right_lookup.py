import torch
import torch.nn.functional as F
from torch import nn


class RelativePosition(nn.Module):
    def __init__(self, head_dim: int, max_distance: int):
        super().__init__()
        self.k = max_distance
        self.embeddings = nn.Parameter(torch.empty(2 * max_distance + 1, head_dim))
        nn.init.xavier_uniform_(self.embeddings)

    def forward(self, q_len: int, k_len: int):
        grid_q, grid_k = torch.meshgrid(torch.arange(q_len), torch.arange(k_len), indexing="ij")
        index = torch.clamp(grid_k - grid_q + self.k, min=0, max=2 * self.k)
        return F.embedding(index, self.embeddings)
