"""torch's own padding, tiling and interpolation."""

import torch
import torch.nn.functional as F


def align_lengths(x, length, mode):
    B, S, E = x.shape
    real = torch.full((B, length), True)
    if mode == "pad":
        return F.pad(x, (0, 0, 0, length - S)), F.pad(torch.full((B, S), True), (0, length - S))
    if mode == "repeat":
        return x.repeat(1, -(-length // S), 1)[:, :length], real
    if mode == "interpolate":
        return F.interpolate(x.transpose(1, 2), size=length, mode="linear", align_corners=True).transpose(1, 2), real
    raise ValueError(mode)
