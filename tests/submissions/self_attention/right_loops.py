"""Sequence by sequence and token by token."""

import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super().__init__()
        self.q = nn.Linear(input_dim, dim_k)
        self.k = nn.Linear(input_dim, dim_k)
        self.v = nn.Linear(input_dim, dim_v)
        self.root = dim_k**0.5

    def attend(self, query, keys, values, allowed):
        scores = keys @ query / self.root
        if allowed is not None:
            keep = allowed.nonzero().squeeze(1)
            scores, values = scores[keep], values[keep]
        odds = (scores - scores.max()).exp()
        return odds @ values / odds.sum()

    def forward(self, x, mask=None):
        sequences = []
        for b, sequence in enumerate(x):
            q, k, v = self.q(sequence), self.k(sequence), self.v(sequence)
            rows = [self.attend(q[i], k, v, None if mask is None else mask[b, i]) for i in range(len(sequence))]
            sequences.append(torch.stack(rows))
        return torch.stack(sequences)
