import torch
import torch.nn.functional as F


def itm_hard_negatives(sim, generator):
    if sim.size(0) < 2:
        raise ValueError("no negatives")
    with torch.no_grad():
        weights = F.softmax(sim, dim=1) + 1e-4
        weights.fill_diagonal_(0)
    return torch.tensor([int(torch.multinomial(w, 1, generator=generator)) for w in weights])
