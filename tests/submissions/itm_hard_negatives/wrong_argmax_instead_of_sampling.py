import torch


def itm_hard_negatives(sim, generator):
    if sim.shape[0] < 2:
        raise ValueError("no negatives")
    masked = sim.detach().clone()
    masked.fill_diagonal_(float("-inf"))
    return masked.topk(1, dim=1).indices.flatten()
