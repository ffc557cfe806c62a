"""Hard negatives for image-text matching, as in ALBEF (Li et al., 2021) and BLIP (Li et al., 2022): the more similar a
wrong text is to the image, the more often the matching head has to tell it from the right one.

The positive is taken out before the softmax. Taken out afterwards, it leaves nothing to draw from once the model is
sure.
"""

import math
from itertools import product

import torch
from torch import Tensor


def itm_hard_negatives(sim: Tensor, generator: torch.Generator) -> Tensor:
    """A text j != i for every image i, drawn by softmax(sim[i]) over the others: sim [B, B] -> indices [B]."""
    if len(sim) < 2:
        raise ValueError("a batch of one pair has no negative")
    own = torch.eye(len(sim), dtype=torch.bool)
    weights = sim.masked_fill(own, float("-inf")).softmax(dim=1)  # [B, B], 0 on the diagonal
    return torch.multinomial(weights, 1, generator=generator).squeeze(1)  # [B]


def distribution(sim: Tensor) -> dict[tuple[int, ...], float]:
    """The probability of every possible answer: a product, since the rows are drawn independently."""
    rows = []
    for i, row in enumerate(sim.tolist()):
        top = max(s for j, s in enumerate(row) if j != i)
        weights = {j: math.exp(s - top) for j, s in enumerate(row) if j != i}
        rows.append({j: weight / sum(weights.values()) for j, weight in weights.items()})
    return {answer: math.prod(row[j] for row, j in zip(rows, answer)) for answer in product(*rows)}
