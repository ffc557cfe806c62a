import torch


def dropout(x, p, training, generator):
    if p < 0 or p > 1:
        raise ValueError("p")
    if not training:
        return (1.0 - p) * x
    mask = (torch.rand(x.shape, generator=generator) > p) | (p == 0)
    return x * mask
