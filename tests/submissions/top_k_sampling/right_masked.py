import torch


def top_k_sampling(logits, k, generator, temperature=1.0):
    if k < 1:
        raise ValueError("k")
    if not temperature > 0:
        raise ValueError("temperature")
    keep = logits.argsort(dim=-1, descending=True, stable=True)[:, :k]
    masked = torch.full_like(logits, float("-inf"))
    masked.scatter_(1, keep, logits.gather(1, keep))
    p = torch.nn.functional.softmax(masked / temperature, dim=1)
    return torch.multinomial(p, 1, generator=generator).flatten()
