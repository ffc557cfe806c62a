"""Inverse transform over the whole tree of results: one uniform number picks the path."""

import torch


def speculative_step(draft_tokens, draft_probs, target_probs, generator):
    drafts = draft_tokens.tolist()
    leaves, reach = [], 1.0
    for i, t in enumerate(drafts):
        p, q = target_probs[i].double().tolist(), draft_probs[i].double().tolist()
        a = min(1.0, p[t] / q[t])
        rest = [max(0.0, x - y) for x, y in zip(p, q)]
        if a < 1.0:
            leaves += [(drafts[:i] + [x], reach * (1 - a) * r / sum(rest)) for x, r in enumerate(rest) if r]
        reach *= a
    leaves += [(drafts + [x], reach * p) for x, p in enumerate(target_probs[-1].double().tolist()) if p]
    u = torch.rand((), dtype=torch.float64, generator=generator).item() * sum(w for _, w in leaves)
    for tokens, weight in leaves:
        u -= weight
        if u < 0:
            break
    return torch.tensor(tokens)
