"""Element by element over flat lists; the uniform numbers in float64."""

import torch


def dropout(x, p, training, generator):
    if p < 0 or p > 1:
        raise ValueError(p)
    if not training:
        return x.clone()
    u = torch.rand(x.numel(), dtype=torch.float64, generator=generator).tolist()
    factors = [0.0 if p == 1 or v < p else 1.0 / (1.0 - p) for v in u]
    return x * torch.tensor(factors, dtype=x.dtype).reshape(x.shape)
