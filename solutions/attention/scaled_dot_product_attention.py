"""Attention: every query takes the mean of the values, weighted by how well it matches their keys.

Vaswani et al., "Attention Is All You Need" (2017), section 3.2.1. A dot product of two vectors of D independent entries
of variance 1 has variance D; dividing by its standard deviation keeps the softmax out of saturation whatever D is.

Shapes: T queries, S keys and values, D features of queries and keys, Dv features of values.
"""

import math

import torch
from torch import Tensor


def scaled_dot_product_attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """softmax(q kᵀ / √D) v and the weights; `mask` is True where a query may attend to a key."""
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  # [..., T, S]
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)  # exp makes these exactly 0
    weights = torch.softmax(scores, dim=-1)  # [..., T, S], each row sums to 1
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)  # a row of nothing but -inf has come out as NaN
    return weights @ v, weights  # [..., T, Dv], [..., T, S]
