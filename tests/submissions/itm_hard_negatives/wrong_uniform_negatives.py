import torch


def itm_hard_negatives(sim, generator):
    b = sim.shape[0]
    if b == 1:
        raise ValueError("no negatives")
    shift = torch.randint(1, b, (b,), generator=generator)
    return (torch.arange(b) + shift) % b
