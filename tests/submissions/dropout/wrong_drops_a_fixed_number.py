import torch
from torch import Tensor


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    if not (0 <= p <= 1):
        raise ValueError("p must lie in [0, 1]")
    if not training or p == 0:
        return x
    if p == 1:
        return x * 0
    n = x.numel()
    keep = torch.ones(n, dtype=torch.bool)
    keep[torch.randperm(n, generator=generator)[: round(p * n)]] = False
    keep = keep.view(x.shape)
    return x * (keep.to(x.dtype) / (1 - p))
