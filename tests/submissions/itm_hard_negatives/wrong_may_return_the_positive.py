import torch
import torch.nn.functional as F


def itm_hard_negatives(sim, generator):
    if sim.size(0) == 1:
        raise ValueError("no negatives")
    p = F.softmax(sim, dim=1)
    return torch.stack([torch.multinomial(row, 1, generator=generator).squeeze() for row in p])
