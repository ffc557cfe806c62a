import torch


def top_p_sampling(logits, p, generator, temperature=1.0):
    if not 0 < p <= 1 or not temperature > 0:
        raise ValueError("p or temperature out of range")
    probs = torch.softmax(logits.double() / temperature, -1)
    ascending, index = probs.sort(dim=-1)
    keep = ascending.cumsum(-1) > 1 - p  # the likeliest tokens lie on the right
    keep[:, -1] = True
    probs = torch.zeros_like(probs).scatter(1, index, ascending * keep)
    return torch.multinomial(probs / probs.sum(-1, keepdim=True), 1, generator=generator).squeeze(1)
