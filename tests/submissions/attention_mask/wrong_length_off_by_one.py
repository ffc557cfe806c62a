import torch


def attention_mask(lengths, size, causal):
    mask = torch.ones(len(lengths), 1, size, size, dtype=torch.bool)
    if causal:
        mask = mask.tril()
    for b in range(len(lengths)):
        mask[b, 0, :, int(lengths[b]) + 1 :] = False
    return mask
