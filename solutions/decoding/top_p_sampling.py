"""Top-p (nucleus) sampling: sample from the smallest set of likely tokens that holds a share p of the probability.

Holtzman et al., "The Curious Case of Neural Text Degeneration", 2020. Where the model is sure the set is small, where it
is not the set is large; a fixed k cannot do both.
"""

import itertools
import math

import torch
from torch import Tensor


def top_p_sampling(logits: Tensor, p: float, generator: torch.Generator, temperature: float = 1.0) -> Tensor:
    if not 0 < p <= 1 or temperature <= 0:
        raise ValueError("p must lie in (0, 1] and temperature above 0")
    probs = torch.softmax(logits / temperature, dim=-1)  # [B, V]
    ranked, ids = probs.sort(dim=-1, descending=True)  # [B, V]
    before = ranked.cumsum(dim=-1) - ranked  # [B, V], probability of all likelier tokens; 0 for the first
    nucleus = ranked.masked_fill(before >= p, 0.0)  # [B, V], keeps the token that crosses p
    place = torch.multinomial(nucleus, 1, generator=generator)  # [B, 1], which normalises by itself
    return ids.gather(-1, place).squeeze(-1)


def distribution(logits: Tensor, p: float, temperature: float = 1.0) -> dict[tuple[int, ...], float]:
    """The exact probability of every result [B] of a call; the rows are independent."""
    rows = []
    for row in logits.tolist():
        weights = [math.exp(x / temperature) for x in row]
        nucleus: dict[int, float] = {}
        for token in sorted(range(len(row)), key=weights.__getitem__, reverse=True):
            if sum(nucleus.values()) < p * sum(weights):
                nucleus[token] = weights[token]
        rows.append([(token, weight / sum(nucleus.values())) for token, weight in nucleus.items()])
    return {tuple(t for t, _ in draw): math.prod(q for _, q in draw) for draw in itertools.product(*rows)}
