"""What a vision abstractor is fed for a video: one row of patches, its mask, and the learned queries for each item.

mPLUG-Owl (Ye et al., 2023) flattens (frames, patches) into one axis and lets the same learned queries attend to it for
every video; `expand` shows them to each item with a stride of 0, so the batch costs no memory and the gradients add up.
"""

import torch
from torch import Tensor


def video_tokens(video: Tensor, frames: Tensor, query_tokens: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    B, T, N, _ = video.shape
    patches = video.flatten(1, 2)  # [B, T * N, C]
    real = torch.arange(T, device=frames.device) < frames[:, None]  # [B, T]
    mask = real.long().repeat_interleave(N, dim=1)  # [B, T * N]
    return patches, mask, query_tokens.expand(B, -1, -1)
