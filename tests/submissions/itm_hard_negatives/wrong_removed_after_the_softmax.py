import torch
import torch.nn.functional as F


def itm_hard_negatives(sim, generator):
    if sim.size(0) < 2:
        raise ValueError("no negatives")
    with torch.no_grad():
        weights = F.softmax(sim, dim=1)
        weights.fill_diagonal_(0)
    picks = []
    for b in range(sim.size(0)):
        picks.append(torch.multinomial(weights[b], 1, generator=generator).item())
    return torch.tensor(picks)
