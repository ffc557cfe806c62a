import torch


def dropout(x, p, training, generator):
    if p < 0 or p > 1:
        raise ValueError("p")
    if not training or p == 0:
        return x
    if p == 1:
        return 0.0 * x
    if x.dim() == 0:
        return x
    rows = torch.rand(x.size(0), generator=generator).ge(p).to(x.dtype) / (1.0 - p)
    return torch.stack([row * factor for row, factor in zip(x, rows)]) if len(x) else x
