"""Linear warm-up, then half a cosine down to a floor (Goyal et al., 2017; Loshchilov and Hutter, 2017)."""

import math


def warmup_cosine(step: int, base_lr: float, warmup: int, total: int, min_lr: float = 0.0) -> float:
    if warmup > total:
        raise ValueError("warmup is longer than total")
    if step < warmup:
        return base_lr * (step + 1) / warmup
    if step >= total:
        return min_lr
    progress = (step - warmup) / (total - warmup)  # 0 at the end of the warm-up, 1 at total
    return min_lr + (base_lr - min_lr) * (1 + math.cos(math.pi * progress)) / 2
