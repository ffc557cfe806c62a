"""The loss of a causal language model: cross-entropy between the prediction at position t and the token at t + 1."""

import torch
from torch import Tensor


def next_token_loss(logits: Tensor, input_ids: Tensor, pad_id: int) -> Tensor:
    targets = input_ids[:, 1:]  # [B, T - 1], token t + 1
    counted = targets != pad_id  # [B, T - 1]
    log_probs = torch.log_softmax(logits[:, :-1], dim=-1)  # [B, T - 1, V], prediction at t
    safe = targets.masked_fill(~counted, 0)  # pad_id may be no index at all
    picked = log_probs.gather(-1, safe[..., None]).squeeze(-1)  # [B, T - 1]
    total = picked.masked_fill(~counted, 0.0).sum()
    return -total / counted.sum().clamp(min=1)  # 0 / 1 where nothing counts
