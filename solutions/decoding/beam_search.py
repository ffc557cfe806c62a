"""Beam search: keep the num_beams most likely unfinished sequences instead of one (Lowerre's HARPY, 1976).

All beams share one ranking, so a good beam may have several children and a bad one none. Every beam has one child that
ends in eos at most, so that num_beams unfinished continuations are always among the best 2 * num_beams.
"""

from collections.abc import Callable

import torch
from torch import Tensor


def beam_search(
    model: Callable[[Tensor], Tensor],
    input_ids: Tensor,
    num_beams: int,
    max_new_tokens: int,
    eos_id: int,
    length_penalty: float = 0.0,
) -> list[tuple[Tensor, float]]:
    prompt = input_ids.shape[1]
    live, scores = input_ids, torch.zeros(1)  # [K, T] and [K], K live beams: one at first, then num_beams
    finished: list[tuple[Tensor, float]] = []
    for _ in range(max_new_tokens):
        log_probs = torch.log_softmax(model(live)[:, -1], dim=-1)  # [K, V]
        vocab = log_probs.shape[-1]
        totals = (scores[:, None] + log_probs).flatten()  # [K * V]
        best, index = totals.topk(min(2 * num_beams, len(totals)))  # [2 * num_beams], best first
        beam, token = index // vocab, index % vocab
        ids = torch.cat([live[beam], token[:, None]], dim=1)  # [2 * num_beams, T + 1]
        ends = token == eos_id
        among_best = torch.arange(len(token)) < num_beams
        done = ends & among_best
        finished += zip(ids[done], best[done].tolist())
        live, scores = ids[~ends][:num_beams], best[~ends][:num_beams]
        if len(finished) >= num_beams:
            break
    else:
        finished += zip(live, scores.tolist())
    ranked = [(ids, score / (len(ids) - prompt) ** length_penalty) for ids, score in finished]
    return sorted(ranked, key=lambda hypothesis: hypothesis[1], reverse=True)[:num_beams]
