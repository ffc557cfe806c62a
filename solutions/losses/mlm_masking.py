"""The corruption of BERT's masked language model (Devlin et al., 2019): of the chosen tokens 80% become [MASK], 10% a
random token and 10% stay, so that the encoder can never be sure that a visible token is the right one.

Three independent draws a token: is it chosen, what becomes of it, and which random token it would get.
"""

from itertools import product

import torch
from torch import Tensor


def mlm_masking(
    input_ids: Tensor, special: Tensor, mask_id: int, vocab_size: int, generator: torch.Generator, p: float = 0.15
) -> tuple[Tensor, Tensor]:
    """Corrupt ids [B, T] for masked language modelling -> (corrupted ids, labels), [B, T] each."""
    shape = input_ids.shape
    chosen = (torch.rand(shape, generator=generator) < p) & ~special  # [B, T]
    fate = torch.rand(shape, generator=generator)  # [B, T], below 0.8: masked, the next tenth: random, else kept
    random_ids = torch.randint(vocab_size, shape, generator=generator)  # [B, T]

    labels = torch.where(chosen, input_ids, -100)
    corrupted = torch.where(chosen & (fate < 0.8), mask_id, input_ids)
    return torch.where(chosen & (0.8 <= fate) & (fate < 0.9), random_ids, corrupted), labels


def distribution(
    input_ids: Tensor, special: Tensor, mask_id: int, vocab_size: int, p: float = 0.15
) -> dict[tuple, float]:
    """The probability of every possible (corrupted, labels) of the first row: a product over its tokens."""
    tokens = []
    for token, fixed in zip(input_ids[0].tolist(), special[0].tolist()):
        share = 0.0 if fixed else p
        outcomes = {(token, -100): 1.0 - share}
        for result, chance in [(mask_id, 0.8), (token, 0.1), *((v, 0.1 / vocab_size) for v in range(vocab_size))]:
            outcomes[result, token] = outcomes.get((result, token), 0.0) + share * chance
        tokens.append(outcomes)
    table: dict[tuple, float] = {}
    for row in product(*(outcomes.items() for outcomes in tokens)):
        chance = 1.0
        for _, probability in row:
            chance *= probability
        corrupted, labels = zip(*(pair for pair, _ in row))
        table[corrupted, labels] = chance
    return table


def distribution_of_one(
    input_ids: Tensor, special: Tensor, mask_id: int, vocab_size: int, p: float = 0.15
) -> dict[tuple, float]:
    """The same for the whole result of a batch of one row."""
    table = distribution(input_ids, special, mask_id, vocab_size, p)
    return {((corrupted,), (labels,)): chance for (corrupted, labels), chance in table.items()}
