"""Local attention in strips: each strip of queries meets only the keys that some query of it can reach.

The pattern of Longformer (Beltagy et al., 2020) and, one-sided, of Mistral 7B (2023). A strip of R queries needs R + 2w
keys, so the work is T * (R + 2w) instead of T * T; with R near w the band wastes only a constant factor.
"""

import math

import torch
from torch import Tensor


def sliding_window_attention(q: Tensor, k: Tensor, v: Tensor, window: int) -> Tensor:
    T, strip = q.shape[2], window + 1
    outputs = []
    for start in range(0, T, strip):
        stop = min(start + strip, T)
        low, high = max(start - window, 0), min(stop + window, T)
        scores = q[:, :, start:stop] @ k[:, :, low:high].mT / math.sqrt(q.shape[-1])  # [B, H, R, C]
        rows = torch.arange(start, stop, device=q.device)[:, None]
        columns = torch.arange(low, high, device=q.device)
        scores = scores.masked_fill((rows - columns).abs() > window, -math.inf)
        outputs.append(scores.softmax(-1) @ v[:, :, low:high])  # [B, H, R, D]
    return torch.cat(outputs, dim=2)
