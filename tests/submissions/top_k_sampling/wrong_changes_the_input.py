import torch


def top_k_sampling(logits, k, generator, temperature=1.0):
    if k < 1 or temperature <= 0:
        raise ValueError("k or temperature")
    order = logits.argsort(dim=-1, descending=True)
    for b in range(len(logits)):
        logits[b, order[b, k:]] = float("-inf")
    return torch.multinomial((logits / temperature).softmax(-1), 1, generator=generator)[:, 0]
