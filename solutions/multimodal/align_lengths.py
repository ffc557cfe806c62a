"""Three ways to bring a sequence to another length before it is fused with one of another modality.

Padding keeps the rows as they are and needs a mask; interpolation stretches time so that first and last row stay
first and last (the spacing is (S - 1) / (length - 1)); repetition starts again from the front."""

import torch
from torch import Tensor


def align_lengths(x: Tensor, length: int, mode: str) -> tuple[Tensor, Tensor]:
    B, S, E = x.shape
    mask = torch.ones(B, length, dtype=torch.bool, device=x.device)
    if mode == "pad":
        mask[:, S:] = False
        padding = x.new_zeros(B, max(length - S, 0), E)
        return torch.cat([x[:, :length], padding], 1), mask
    if mode == "repeat":
        return x[:, torch.arange(length, device=x.device) % S], mask
    if mode == "interpolate":
        at = torch.arange(length, dtype=torch.float64, device=x.device) * (S - 1) / max(length - 1, 1)  # 0 .. S - 1
        before = at.long()
        after = (before + 1).clamp(max=S - 1)
        share = (at - before).to(x.dtype)[:, None]  # [length, 1]
        return x[:, before] * (1 - share) + x[:, after] * share, mask
    raise ValueError(f"mode must be 'pad', 'interpolate' or 'repeat', not {mode!r}")
