import torch


def attention_mask(lengths, size, causal):
    pos = torch.arange(size)
    blocked = pos[None, None, None].ge(lengths.reshape(-1, 1, 1, 1)).repeat(1, 1, size, 1)
    if causal:
        blocked |= torch.ones(size, size).triu(1).bool()
    return blocked
