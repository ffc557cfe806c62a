import torch


def temperature_sampling(logits, temperature, generator):
    if temperature < 0:
        raise ValueError
    scaled = torch.div(logits, temperature)
    p = torch.nn.functional.softmax(scaled, dim=1)
    return p.multinomial(1, generator=generator).view(-1)
