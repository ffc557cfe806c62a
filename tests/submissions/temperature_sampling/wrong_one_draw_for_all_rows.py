import torch


def temperature_sampling(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("temperature")
    if temperature == 0:
        return logits.argmax(1)
    cdf = torch.softmax(logits / temperature, 1).cumsum(1)
    u = torch.rand(1, generator=generator).item()
    return (cdf <= u).sum(1).clamp(max=logits.shape[1] - 1)
