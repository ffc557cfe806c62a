import torch


def attention_mask(lengths, size, causal):
    mask = (torch.arange(size)[None] < lengths[:, None]).unsqueeze(1).repeat(1, size, 1)
    return mask.tril() if causal else mask
