import torch


def attention_mask(lengths, size, causal):
    mask = torch.zeros(lengths.size(0), 1, size, size, dtype=torch.bool)
    for b, n in enumerate(lengths.tolist()):
        mask[b, :, :n] = True
    if causal:
        mask = torch.tril(mask)
    return mask
