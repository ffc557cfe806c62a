"""Inverse transform by a loop, in float64."""

import math

import torch


def temperature_sampling(logits, temperature, generator):
    if temperature < 0:
        raise ValueError(temperature)
    rows = logits.double().tolist()
    if temperature == 0:
        return torch.tensor([max(range(len(r)), key=r.__getitem__) for r in rows])
    tokens = []
    for row, u in zip(rows, torch.rand(len(rows), dtype=torch.float64, generator=generator).tolist()):
        top = max(row)
        weights = [math.exp((x - top) / temperature) for x in row]
        left = u * sum(weights)
        for token, w in enumerate(weights):
            left -= w
            if left < 0:
                break
        tokens.append(token)
    return torch.tensor(tokens)
