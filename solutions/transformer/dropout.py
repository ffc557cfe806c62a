"""Inverted dropout (Srivastava et al., 2014): silence units at random and make the others louder by as much.

Scaling by 1 / (1 - p) in training keeps the expectation, so that evaluation is the identity.
"""

import itertools
import math

import torch
from torch import Tensor


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    if not 0 <= p <= 1:
        raise ValueError("p must lie in [0, 1]")
    if not training:
        return x
    keep = torch.rand(x.shape, generator=generator) >= p  # rand lies in [0, 1): p = 0 keeps all, p = 1 keeps none
    scale = 1 / (1 - p) if p < 1 else 0.0
    return torch.where(keep, x * scale, 0.0)


def row_distribution(x: Tensor, p: float, training: bool) -> dict[tuple[float, ...], float]:
    """The exact probability of every result of a row; all rows of x are equal, all elements independent."""
    pairs = [((0.0, p), (value / (1 - p), 1 - p)) for value in x[0].tolist()]
    return {tuple(v for v, _ in draw): math.prod(q for _, q in draw) for draw in itertools.product(*pairs)}
