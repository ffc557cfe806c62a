from math import cos, pi


def warmup_cosine(step, base_lr, warmup, total, min_lr=0.0):
    if warmup <= step < total:
        share = cos(pi / 2 * (step - warmup) / (total - warmup)) ** 2
        return share * base_lr + (1 - share) * min_lr
    if step >= max(total, warmup):
        return min_lr
    return (step + 1) / warmup * base_lr
