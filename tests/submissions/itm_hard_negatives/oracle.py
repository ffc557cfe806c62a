import torch


def itm_hard_negatives(sim, generator):
    """Row by row, by inverting the cumulative distribution in float64."""
    if sim.shape[0] == 1:
        raise ValueError("no negative")
    chosen = []
    for i, row in enumerate(sim.detach().double()):
        others = [j for j in range(len(row)) if j != i]
        weights = torch.softmax(row[others], dim=0)
        u = torch.rand((), generator=generator, dtype=torch.float64)
        k = int((weights.cumsum(0) < u).sum())
        chosen.append(others[min(k, len(others) - 1)])
    return torch.tensor(chosen)
