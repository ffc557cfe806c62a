import torch


def top_k_sampling(logits, k, generator, temperature=1.0):
    if k < 1 or temperature <= 0:
        raise ValueError("k or temperature")
    scaled, index = torch.topk(logits / temperature, k)
    drawn = torch.distributions.utils.logits_to_probs(scaled).multinomial(1, generator=generator)
    return torch.take_along_dim(index, drawn, 1).squeeze(1)
