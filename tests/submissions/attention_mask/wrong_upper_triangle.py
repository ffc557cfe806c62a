import torch


def attention_mask(lengths, size, causal):
    index = torch.arange(size)
    mask = (index.view(1, -1) < lengths.view(-1, 1))[:, None, None].expand(-1, 1, size, size)
    if causal:
        mask = torch.logical_and(mask, index[:, None] <= index)
    return mask
