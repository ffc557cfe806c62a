import torch


def dropout(x, p, training, generator):
    if p < 0 or p > 1:
        raise ValueError("p")
    if not training:
        return x
    kept = torch.bernoulli(torch.ones(x.shape) - p, generator=generator)
    return (x * kept.to(x.dtype)).div(1 - p)
