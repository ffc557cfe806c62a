import torch


def top_p_sampling(logits, p, generator, temperature=1.0):
    if not 0 < p <= 1:
        raise ValueError("p")
    if not temperature > 0:
        raise ValueError("temperature")
    probs = (logits / temperature).softmax(1)
    shifted = torch.zeros_like(probs)
    shifted[:, 1:] = probs.cumsum(1)[:, :-1]
    probs = torch.where(shifted < p, probs, torch.zeros_like(probs))
    probs = probs / probs.sum(1, keepdim=True)
    return torch.multinomial(probs, 1, generator=generator).squeeze(1)
