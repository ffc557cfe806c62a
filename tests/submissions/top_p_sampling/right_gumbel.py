import torch


def top_p_sampling(logits, p, generator, temperature=1.0):
    """Ascending sort: cut while the tail from the bottom holds no more than 1 - p; draw by the Gumbel trick."""
    if not (p > 0 and p <= 1 and temperature > 0):
        raise ValueError("bad p or temperature")
    logp = torch.log_softmax(logits.double() / temperature, -1)
    values, order = torch.sort(logp, -1)
    tail = values.exp().cumsum(-1)  # up to and including
    cut = tail <= 1 - p
    cut[..., -1] = False
    values = values.masked_fill(cut, -torch.inf)
    noise = -torch.log(-torch.log(torch.rand(values.shape, generator=generator, dtype=torch.float64)))
    best = (values + noise).argmax(-1)
    return order[torch.arange(len(order)), best]
