"""Learned absolute positions: a table with one trained row a position, added to the tokens.

As in BERT (2018) and GPT-2 (2019). The table ends at max_len, and so does what the model can read; a decoder with a
cache passes the number of tokens it has already read as the offset.
"""

import torch
from torch import Tensor, nn


class LearnedPositionEmbedding(nn.Module):
    def __init__(self, max_len: int, dim: int):
        super().__init__()
        self.embedding = nn.Embedding(max_len, dim)

    def forward(self, x: Tensor, offset: int = 0) -> Tensor:
        stop = offset + x.shape[1]
        if stop > self.embedding.num_embeddings:
            raise ValueError(f"{stop} positions do not fit into a table of {self.embedding.num_embeddings}")
        positions = torch.arange(offset, stop, device=x.device)  # [T]
        return x + self.embedding(positions)  # [B, T, dim] + [T, dim]
