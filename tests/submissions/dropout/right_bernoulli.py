import torch


def dropout(x, p, training, generator):
    if not (p >= 0.0 and p <= 1.0):
        raise ValueError(f"dropout probability must be between 0 and 1, got {p}")
    if p == 1 and training:
        return x * 0
    if training and p > 0:
        mask = torch.bernoulli(torch.full(x.shape, 1.0 - p, dtype=torch.float64), generator=generator)
        return x.mul(mask.to(x.dtype)).div(1.0 - p)
    return x
