import torch


def dropout(x, p, training, generator):
    if not 0.0 <= p <= 1.0:
        raise ValueError("p must be a probability")
    if not training:
        return x
    mask = torch.bernoulli(torch.full(x.shape, float(p)), generator=generator).to(x.dtype)
    return x * mask / (1 - p) if p != 1 else torch.zeros_like(x) * x
