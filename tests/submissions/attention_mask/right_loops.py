import torch


def attention_mask(lengths, size, causal):
    m = torch.zeros((len(lengths), 1, size, size), dtype=torch.bool)
    for b in range(len(lengths)):
        for i in range(size):
            for j in range(size):
                m[b, 0, i, j] = j < lengths[b] and (not causal or j <= i)
    return m
