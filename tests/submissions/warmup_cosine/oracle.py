import cmath


def warmup_cosine(step, base_lr, warmup, total, min_lr=0.0):
    """The mean of floor and peak plus half their difference times the real part of a turning unit vector."""
    if warmup > total:
        raise ValueError
    rates = [base_lr * (i + 1) / warmup for i in range(warmup)]
    rates += [
        (base_lr + min_lr) / 2 + (base_lr - min_lr) / 2 * cmath.rect(1, cmath.pi * i / (total - warmup)).real
        for i in range(total - warmup)
    ]
    return rates[step] if step < total else min_lr
