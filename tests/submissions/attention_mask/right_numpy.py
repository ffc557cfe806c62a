import numpy as np, torch


def attention_mask(lengths, size, causal):
    L = lengths.numpy()
    m = np.broadcast_to((np.arange(size) < L[:, None])[:, None, None, :], (len(L), 1, size, size)).copy()
    if causal:
        m &= np.tril(np.ones((size, size), bool))
    return torch.from_numpy(m)
