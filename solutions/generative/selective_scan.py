"""The selective scan of Mamba, as its recurrence (Gu and Dao, 2023).

A state of N numbers a channel is carried along the sequence; how much it keeps and takes in depends on the input through
delta, B and C. Only the state of the current step is held.
"""

import torch
from torch import Tensor


def selective_scan(u: Tensor, delta: Tensor, A: Tensor, Bm: Tensor, C: Tensor, skip: Tensor) -> Tensor:
    batch, length, channels = u.shape
    h = u.new_zeros(batch, channels, A.shape[1])  # [B, D, N]
    outputs = []
    for t in range(length):
        step = delta[:, t, :, None]  # [B, D, 1]
        keep = torch.exp(step * A)  # [B, D, N]
        h = keep * h + step * Bm[:, t, None, :] * u[:, t, :, None]
        outputs.append((h * C[:, t, None, :]).sum(dim=-1))  # [B, D]
    return torch.stack(outputs, dim=1) + skip * u  # [B, L, D]
