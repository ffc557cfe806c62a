import torch


def attention_mask(lengths, size, causal):
    mask = torch.zeros(lengths.shape[0], 1, size, size, dtype=torch.bool)
    for b, length in enumerate(lengths.tolist()):
        mask[b, :, :, size - length :] = True
    return mask.tril() if causal else mask
