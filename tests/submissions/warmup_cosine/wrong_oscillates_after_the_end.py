import math


def warmup_cosine(step, base_lr, warmup, total, min_lr=0.0):
    if warmup > total:
        raise ValueError("warmup > total")
    if step < warmup:
        return base_lr * (step + 1) / warmup
    decay_steps = total - warmup if total > warmup else 1
    t = (step - warmup) / decay_steps
    return min_lr + 0.5 * (base_lr - min_lr) * (1 + math.cos(math.pi * t))
