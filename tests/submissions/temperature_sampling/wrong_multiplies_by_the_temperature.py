import torch


def temperature_sampling(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("temperature must be >= 0")
    if temperature == 0:
        return logits.max(dim=1).indices
    weights = torch.exp(temperature * (logits - logits.max(dim=1, keepdim=True).values))
    return torch.multinomial(weights, num_samples=1, generator=generator).flatten()
