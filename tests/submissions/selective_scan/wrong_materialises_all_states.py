import torch


def selective_scan(u, delta, A, Bm, C, skip):
    dA = torch.exp(torch.einsum("bld,dn->bldn", delta, A))
    dBu = torch.einsum("bld,bln,bld->bldn", delta, Bm, u)
    x = torch.zeros_like(dBu[:, 0])
    ys = []
    for i in range(u.shape[1]):
        x = dA[:, i] * x + dBu[:, i]
        ys.append(torch.einsum("bdn,bn->bd", x, C[:, i]))
    return torch.stack(ys, dim=1) + u * skip
