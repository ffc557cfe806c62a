import torch


def attention_mask(lengths, size, causal):
    i, j = torch.meshgrid(torch.arange(size), torch.arange(size), indexing="ij")
    ok = j < max(lengths.tolist())
    if causal:
        ok = ok & (j <= i)
    return ok.expand(len(lengths), 1, size, size).clone()
