import torch


def dropout(x, p, training, generator):
    if p < 0 or p > 1:
        raise ValueError("p")
    if training:
        mask = torch.bernoulli(torch.full(x.shape, 1.0 - p), generator=generator)
        return x * mask.to(x.dtype)
    return x
