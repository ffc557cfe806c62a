"""Divided space-time attention: along time at each place, then across the places of each frame.

TimeSformer (Bertasius et al., 2021) found that two short attentions do the work of a joint one over T * N tokens: after
both, every token has heard from every other, in T + N comparisons a token instead of T * N.
"""

import math

from torch import Tensor


def space_time_attention(x: Tensor) -> Tensor:
    by_place = x.transpose(1, 2)  # [B, N, T, D]
    after_time = attend(by_place).transpose(1, 2)  # [B, T, N, D]
    return attend(after_time)


def attend(x: Tensor) -> Tensor:
    scores = x @ x.mT / math.sqrt(x.shape[-1])  # [..., L, L]
    return scores.softmax(-1) @ x  # [..., L, D]
