import torch


def temperature_sampling(logits, temperature, generator):
    batch, vocab = logits.shape
    if temperature < 0.0:
        raise ValueError
    if not temperature:
        return logits.max(1)[1]
    cdf = torch.cumsum(torch.softmax(logits.double() / temperature, 1), 1)
    u = torch.rand(batch, 1, generator=generator, dtype=torch.float64) * cdf[:, -1:]
    return torch.searchsorted(cdf, u, right=True).clamp(max=vocab - 1).reshape(batch)
