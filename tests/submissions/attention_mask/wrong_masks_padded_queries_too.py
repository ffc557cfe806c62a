import torch


def attention_mask(lengths, size, causal):
    real = torch.arange(size)[None, :] < lengths[:, None]
    mask = torch.einsum("bi,bj->bij", real.float(), real.float()).bool().unsqueeze(1)
    return torch.tril(mask) if causal else mask
