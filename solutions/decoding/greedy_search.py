"""Greedy search: at every step append the likeliest next token.

The rows of a batch finish at different steps. A finished row goes on being padded with eos, so that the batch stays a
rectangle until the last one is done.
"""

from collections.abc import Callable

import torch
from torch import Tensor


def greedy_search(model: Callable[[Tensor], Tensor], input_ids: Tensor, max_new_tokens: int, eos_id: int) -> Tensor:
    ids = input_ids  # [B, T]
    finished = torch.zeros(len(ids), dtype=torch.bool)  # [B]
    for _ in range(max_new_tokens):
        logits = model(ids)[:, -1]  # [B, V], the prediction after the whole prefix
        token = logits.argmax(dim=-1).masked_fill(finished, eos_id)  # [B]
        ids = torch.cat([ids, token[:, None]], dim=1)  # [B, T + 1]
        finished = finished | (token == eos_id)
        if finished.all():
            break
    return ids
