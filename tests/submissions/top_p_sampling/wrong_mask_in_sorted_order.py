import torch


def top_p_sampling(logits, p, generator, temperature=1.0):
    if p <= 0 or p > 1 or temperature <= 0:
        raise ValueError
    probs = torch.softmax(logits / temperature, dim=-1)
    cumulative = torch.cumsum(torch.sort(probs, dim=-1, descending=True).values, dim=-1)
    mask = cumulative < p
    mask = torch.cat([torch.ones_like(mask[:, :1]), mask[:, :-1]], dim=-1)
    probs = probs * mask
    probs = probs / probs.sum(-1, keepdim=True)
    return torch.multinomial(probs, 1, generator=generator).view(-1)
