import math


def warmup_cosine(step, base_lr, warmup, total, min_lr=0.0):
    if warmup > total:
        raise ValueError
    if step < warmup:
        return base_lr * (step + 1) / warmup
    if step >= total:
        return min_lr
    return min_lr + 0.5 * (base_lr - min_lr) * (1 + math.cos(math.pi * (step - warmup + 1) / (total - warmup)))
