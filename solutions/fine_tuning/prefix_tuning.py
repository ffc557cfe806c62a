"""Prefix tuning: trained keys and values in front of a frozen layer's own (Li and Liang, 2021).

The prefix is shared by the batch and owned by each head; nobody can be kept from seeing it.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def prefix_attention(
    q: Tensor, k: Tensor, v: Tensor, prefix_k: Tensor, prefix_v: Tensor, mask: Tensor | None = None
) -> Tensor:
    batch, length = q.shape[0], prefix_k.shape[1]
    k = torch.cat([prefix_k.expand(batch, -1, -1, -1), k], dim=2)  # [B, H, P + S, D]
    v = torch.cat([prefix_v.expand(batch, -1, -1, -1), v], dim=2)  # [B, H, P + S, D]
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  # [B, H, T, P + S]
    if mask is not None:
        mask = F.pad(mask, (length, 0), value=True)  # [B, 1, T, P + S]
        scores = scores.masked_fill(~mask, -math.inf)
    return scores.softmax(dim=-1) @ v  # [B, H, T, D]
