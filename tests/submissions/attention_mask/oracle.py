"""The definition, entry by entry."""

import torch


def attention_mask(lengths, size, causal):
    mask = torch.zeros(len(lengths), 1, size, size, dtype=torch.bool)
    for b, length in enumerate(lengths.tolist()):
        for i in range(size):
            for j in range(size):
                mask[b, 0, i, j] = j < length and not (causal and j > i)
    return mask
