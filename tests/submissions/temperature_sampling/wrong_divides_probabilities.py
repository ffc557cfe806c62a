import torch


def temperature_sampling(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("temperature")
    if temperature == 0:
        return torch.argmax(logits, dim=-1)
    probs = logits.softmax(-1)
    probs = probs / temperature
    probs = probs / probs.sum(-1, keepdim=True)
    return torch.multinomial(probs, 1, generator=generator)[:, 0]
