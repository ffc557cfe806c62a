import torch


def temperature_sampling(logits, temperature, generator):
    if temperature < 0:
        raise ValueError(f"negative temperature: {temperature}")
    if temperature > 0:
        u = torch.rand(logits.shape, generator=generator, dtype=torch.float64)
        logits = logits.double() / temperature - torch.log(-torch.log(u))
    return torch.argmax(logits, dim=1)
