"""Relative positions: a learned vector for each distance from query to key, far distances sharing the outermost ones.

Shaw et al., "Self-Attention with Relative Position Representations" (2018). The vectors are added to the keys (and
values) inside the scores; clipping keeps the table at 2 * max_distance + 1 rows whatever the lengths.
"""

import torch
from torch import Tensor, nn


class RelativePosition(nn.Module):
    def __init__(self, head_dim: int, max_distance: int):
        super().__init__()
        self.max_distance = max_distance
        self.embeddings = nn.Parameter(torch.randn(2 * max_distance + 1, head_dim))

    def forward(self, q_len: int, k_len: int) -> Tensor:
        device = self.embeddings.device
        queries = torch.arange(q_len, device=device)[:, None]
        keys = torch.arange(k_len, device=device)[None, :]
        distances = (keys - queries).clamp(-self.max_distance, self.max_distance)  # [q_len, k_len]
        return self.embeddings[distances + self.max_distance]  # [q_len, k_len, head_dim]
