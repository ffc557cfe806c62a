import torch


def top_k_sampling(logits, k, generator, temperature=1.0):
    if k < 1 or temperature <= 0:
        raise ValueError("k or temperature")
    k = min(k, logits.shape[1])
    keep = torch.zeros_like(logits, dtype=torch.bool).scatter(1, logits.topk(k).indices, True)
    kept = torch.where(keep, logits / temperature, 0.0)
    return torch.multinomial(kept.softmax(1), 1, generator=generator).view(-1)
