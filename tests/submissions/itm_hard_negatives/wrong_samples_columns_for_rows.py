import torch


def itm_hard_negatives(sim, generator):
    b = len(sim)
    if b < 2:
        raise ValueError("no negatives")
    masked = sim + torch.diag(torch.full((b,), float("-inf"))).nan_to_num(nan=0.0, neginf=float("-inf"))
    weights = torch.softmax(masked, dim=0)
    return torch.multinomial(weights.t(), 1, generator=generator).view(-1)
