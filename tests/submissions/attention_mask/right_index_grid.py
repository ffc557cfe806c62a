import torch


def attention_mask(lengths, size, causal):
    b, _, i, j = torch.meshgrid(
        torch.arange(len(lengths)), torch.arange(1), torch.arange(size), torch.arange(size), indexing="ij"
    )
    allowed = j.lt(lengths[b])
    return allowed.logical_and(i.ge(j)) if causal else allowed
