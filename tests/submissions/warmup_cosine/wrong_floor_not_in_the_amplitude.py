import math


def warmup_cosine(step, base_lr, warmup, total, min_lr=0.0):
    if total < warmup:
        raise ValueError("total must not be below warmup")
    rise = 1.0 if warmup == 0 else min(1.0, (step + 1) / warmup)
    if step < warmup:
        return rise * base_lr
    length = total - warmup
    position = 1.0 if length == 0 else min(1.0, max(0.0, (step - warmup) / length))
    return min_lr + 0.5 * base_lr * (1.0 + math.cos(position * math.pi))
