import torch


def top_k_sampling(logits, k, generator, temperature=1.0):
    if k <= 0 or temperature <= 0:
        raise ValueError(f"k={k}, temperature={temperature}")
    vocab = logits.size(1)
    values, ids = torch.sort(logits, dim=1, descending=True)
    values, ids = values[:, : min(k, vocab)], ids[:, : min(k, vocab)]
    noise = torch.empty_like(values, dtype=torch.float64).exponential_(generator=generator)
    winner = (values.double() / temperature - noise.log()).argmax(1)
    return torch.stack([row[w] for row, w in zip(ids, winner)])
