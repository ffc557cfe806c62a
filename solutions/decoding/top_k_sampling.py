"""Top-k sampling: sample among the k likeliest tokens (Fan, Lewis and Dauphin, 2018).

The long tail of a vocabulary is unlikely token by token but not as a whole; cutting it keeps a sampler on the rails.
"""

import torch
from torch import Tensor


def top_k_sampling(logits: Tensor, k: int, generator: torch.Generator, temperature: float = 1.0) -> Tensor:
    if k < 1 or temperature <= 0:
        raise ValueError("k must be at least 1 and temperature above 0")
    top, ids = logits.topk(min(k, logits.shape[-1]), dim=-1)  # [B, k], exactly k even among ties
    probs = torch.softmax(top / temperature, dim=-1)  # [B, k]
    place = torch.multinomial(probs, 1, generator=generator)  # [B, 1], a place among the k
    return ids.gather(-1, place).squeeze(-1)  # [B]
