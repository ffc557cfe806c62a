"""Inverse transform over a nucleus that is found by a loop."""

import torch


def top_p_sampling(logits, p, generator, temperature=1.0):
    if p <= 0 or p > 1:
        raise ValueError(p)
    if temperature <= 0:
        raise ValueError(temperature)
    uniform = torch.rand(len(logits), dtype=torch.float64, generator=generator).tolist()
    tokens = []
    for row, u in zip(logits, uniform):
        probs = torch.softmax(row.double() / temperature, 0).tolist()
        kept, total = [], 0.0
        for token in sorted(range(len(probs)), key=lambda i: -probs[i]):
            kept.append(token)
            total += probs[token]
            if total >= p:
                break
        u *= total
        for token in kept:
            u -= probs[token]
            if u < 0:
                break
        tokens.append(token)
    return torch.tensor(tokens)
