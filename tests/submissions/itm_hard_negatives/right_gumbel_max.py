import torch


def itm_hard_negatives(sim, generator):
    b = sim.size(0)
    if b == 1:
        raise ValueError("B must be at least 2")
    noise = torch.empty(b, b, dtype=torch.float64).exponential_(generator=generator)
    scores = sim.detach().double() - noise.log()
    return scores.fill_diagonal_(-torch.inf).argmax(dim=-1)
