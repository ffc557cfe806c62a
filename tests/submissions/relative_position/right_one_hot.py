import torch
from torch import nn


class RelativePosition(nn.Module):
    def __init__(self, head_dim, max_distance):
        super().__init__()
        self.max_distance = max_distance
        self.embeddings = nn.Parameter(torch.randn(2 * max_distance + 1, head_dim))

    def forward(self, q_len, k_len):
        # the matrix is Toeplitz: row i is a window of one long run of rows
        run = torch.arange(-(q_len - 1), k_len).clamp(-self.max_distance, self.max_distance) + self.max_distance
        index = torch.stack([run[q_len - 1 - i : q_len - 1 - i + k_len] for i in range(q_len)])
        chosen = nn.functional.one_hot(index, 2 * self.max_distance + 1).to(self.embeddings.dtype)
        return torch.einsum("qkr,rd->qkd", chosen, self.embeddings)
