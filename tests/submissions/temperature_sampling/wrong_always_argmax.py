import torch


def temperature_sampling(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("negative")
    probs = torch.softmax(logits / max(temperature, 1e-8), -1)
    return probs.topk(1).indices.squeeze(1)
