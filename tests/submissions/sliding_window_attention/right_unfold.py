import math

import torch
import torch.nn.functional as F


def sliding_window_attention(q, k, v, window):
    B, H, T, D = q.shape
    w = min(window, T - 1)
    keys = F.pad(k, (0, 0, w, w)).unfold(2, 2 * w + 1, 1)  # [B, H, T, D, W]
    values = F.pad(v, (0, 0, w, w)).unfold(2, 2 * w + 1, 1)
    source = torch.arange(T)[:, None] + torch.arange(-w, w + 1)[None, :]
    outside = (source < 0) | (source >= T)
    scores = torch.einsum("bhtd,bhtdw->bhtw", q, keys) / math.sqrt(D)
    return torch.einsum("bhtw,bhtdw->bhtd", scores.masked_fill(outside, float("-inf")).softmax(-1), values)
