"""Speculative sampling: a small model drafts K tokens, one pass of the large model judges them all.

Leviathan, Kalman and Matias, 2023; Chen et al., 2023. A drafted token with draft probability q and target probability p is
kept with probability min(1, p / q). What is lost where q > p is given back by resampling from max(0, p - q), so that the
result is distributed exactly as the target model's own samples.
"""

import torch
from torch import Tensor


def speculative_step(draft_tokens: Tensor, draft_probs: Tensor, target_probs: Tensor, generator: torch.Generator) -> Tensor:
    for i, token in enumerate(draft_tokens):
        p, q = target_probs[i], draft_probs[i]  # [V] each
        u = torch.rand((), generator=generator)  # in [0, 1)
        if u * q[token] >= p[token]:  # u >= p / q, without a division
            residual = (p - q).clamp(min=0)  # [V]; multinomial normalises it
            resampled = torch.multinomial(residual, 1, generator=generator)
            return torch.cat([draft_tokens[:i], resampled])  # [i + 1]
    bonus = torch.multinomial(target_probs[len(draft_tokens)], 1, generator=generator)
    return torch.cat([draft_tokens, bonus])  # [K + 1]


def distribution(draft_tokens: Tensor, draft_probs: Tensor, target_probs: Tensor) -> dict[tuple[int, ...], float]:
    """The exact probability of every result of a call with these drafts."""
    drafts, found, reached = draft_tokens.tolist(), {}, 1.0
    for i, token in enumerate(drafts):
        p, q = target_probs[i].tolist(), draft_probs[i].tolist()
        accept = min(1.0, p[token] / q[token])
        residual = [max(0.0, a - b) for a, b in zip(p, q, strict=True)]
        for other, weight in enumerate(residual):
            if accept < 1.0 and weight > 0.0:
                found[(*drafts[:i], other)] = reached * (1.0 - accept) * weight / sum(residual)
        reached *= accept
    for bonus, weight in enumerate(target_probs[len(drafts)].tolist()):
        if reached * weight > 0.0:
            found[(*drafts, bonus)] = reached * weight
    return found
