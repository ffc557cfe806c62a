import torch


def top_p_sampling(logits, p, generator, temperature=1.0):
    if temperature <= 0:
        raise ValueError(f"temperature must be positive, got {temperature}")
    if p <= 0 or p > 1:
        raise ValueError(f"p must be in (0, 1], got {p}")
    scaled = logits / temperature
    sorted_logits, sorted_indices = torch.sort(scaled, descending=True, dim=-1)
    cumulative = torch.softmax(sorted_logits, dim=-1).cumsum(dim=-1)
    remove = cumulative >= p
    remove[:, 1:] = remove[:, :-1].clone()
    remove[:, 0] = False
    remove = torch.zeros_like(remove).scatter(1, sorted_indices, remove)
    scaled = scaled.masked_fill(remove, float("-inf"))
    return torch.multinomial(torch.softmax(scaled, -1), num_samples=1, generator=generator)[:, 0]
