import torch


def top_p_sampling(logits, p, generator, temperature=1.0):
    if not 0 < p <= 1 or not temperature > 0:
        raise ValueError("p or temperature")
    values, ids = logits.sort(descending=True)
    probs = values.softmax(-1)
    outside = probs.cumsum(-1) - probs >= p
    values = values.masked_fill(outside, float("-inf")) / temperature
    choice = torch.multinomial(values.softmax(-1), 1, generator=generator)
    return torch.take_along_dim(ids, choice, -1)[:, 0]
