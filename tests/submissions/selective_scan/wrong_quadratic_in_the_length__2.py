import torch


def selective_scan(u, delta, A, Bm, C, skip):
    L = u.shape[1]
    outs = []
    for t in range(L):
        h = 0
        for s in range(t + 1):
            h = torch.exp(delta[:, s, :, None] * A) * h + delta[:, s, :, None] * Bm[:, s, None, :] * u[:, s, :, None]
        outs.append((h * C[:, t, None, :]).sum(-1))
    return torch.stack(outs, 1) + skip * u
