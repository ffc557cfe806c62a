import torch


def dropout(x, p, training, generator):
    if p < 0 or p > 1:
        raise ValueError("p")
    kept = torch.bernoulli(torch.full(x.shape, 1.0 - p), generator=generator).to(x.dtype)
    return x * kept / (1.0 - p) if p < 1 else x * kept
