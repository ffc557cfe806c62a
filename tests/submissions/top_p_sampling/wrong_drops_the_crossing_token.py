import torch


def top_p_sampling(logits, p, generator, temperature=1.0):
    if temperature <= 0 or p <= 0 or p > 1:
        raise ValueError
    logits = logits / temperature
    sorted_logits, idx = logits.sort(-1, descending=True)
    cum = sorted_logits.softmax(-1).cumsum(-1)
    drop = cum > p
    drop[:, 0] = False
    keep = torch.empty_like(drop).scatter_(1, idx, ~drop)
    return torch.multinomial(logits.masked_fill(~keep, -torch.inf).softmax(-1), 1, generator=generator).flatten()
