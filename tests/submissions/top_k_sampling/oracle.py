"""A loop over the rows: sort, cut, inverse transform."""

import math

import torch


def top_k_sampling(logits, k, generator, temperature=1.0):
    if k < 1 or temperature <= 0:
        raise ValueError
    tokens = []
    for row, u in zip(logits.double().tolist(), torch.rand(len(logits), dtype=torch.float64, generator=generator).tolist()):
        kept = sorted(range(len(row)), key=lambda i: (-row[i], i))[:k]
        weights = [math.exp((row[i] - row[kept[0]]) / temperature) for i in kept]
        left = u * sum(weights)
        for token, weight in zip(kept, weights):
            left -= weight
            if left < 0:
                break
        tokens.append(token)
    return torch.tensor(tokens)
