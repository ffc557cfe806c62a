"""Marks what is forbidden, with numbers, and turns it round at the end."""

import torch


def attention_mask(lengths, size, causal):
    forbidden = torch.zeros(lengths.numel(), 1, size, size)
    for item, length in zip(forbidden, lengths.tolist()):
        item[..., length:] = 1
    if causal:
        forbidden += torch.triu(torch.ones(size, size), diagonal=1)
    return forbidden == 0
