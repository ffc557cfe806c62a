import torch


def itm_hard_negatives(sim: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Cut the diagonal out, draw among B - 1 texts, and put the index back."""
    b = sim.shape[0]
    if b < 2:
        raise ValueError(f"a batch of {b} has no negatives")
    off = sim[~torch.eye(b, dtype=torch.bool)].view(b, b - 1)
    drawn = torch.multinomial(torch.softmax(off, -1), num_samples=1, generator=generator)[:, 0]
    return drawn + (drawn >= torch.arange(b)).long()
