"""The corruption of BERT's masked language model (Devlin et al., 2019): of the chosen tokens 80% become [MASK], 10% a
random token and 10% stay, so that the encoder can never be sure that a visible token is the right one.

Three independent draws a token: is it chosen, what becomes of it, and which random token it would get.
"""

import math
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
    """The probability of every possible (corrupted, labels): a product over the tokens of the batch."""
    tokens = []
    for token, fixed in zip(input_ids.flatten().tolist(), special.flatten().tolist()):
        share = 0.0 if fixed else p
        outcomes = {(token, -100): 1.0 - share}
        for result, chance in [(mask_id, 0.8), (token, 0.1), *((v, 0.1 / vocab_size) for v in range(vocab_size))]:
            outcomes[result, token] = outcomes.get((result, token), 0.0) + share * chance
        tokens.append(outcomes)

    def rows(flat: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        width = input_ids.shape[1]
        return tuple(flat[i : i + width] for i in range(0, len(flat), width))

    table = {}
    for places in product(*(outcomes.items() for outcomes in tokens)):
        corrupted, labels = zip(*(pair for pair, _ in places))
        table[rows(corrupted), rows(labels)] = math.prod(probability for _, probability in places)
    return table
