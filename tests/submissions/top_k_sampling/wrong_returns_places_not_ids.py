import torch


def top_k_sampling(logits, k, generator, temperature=1.0):
    if k < 1 or temperature <= 0:
        raise ValueError
    k = min(k, logits.size(-1))
    best = torch.sort(logits / temperature, descending=True).values[:, :k]
    return torch.multinomial(best.softmax(-1), 1, generator=generator)[:, 0]
