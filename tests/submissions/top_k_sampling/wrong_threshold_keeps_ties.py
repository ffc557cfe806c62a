import torch


def top_k_sampling(logits, k, generator, temperature=1.0):
    if k < 1 or temperature <= 0:
        raise ValueError("k or temperature")
    k = min(k, logits.shape[1])
    kth = logits.sort(dim=1).values[:, -k].unsqueeze(1)
    scaled = torch.where(logits >= kth, logits / temperature, torch.tensor(-float("inf")).to(logits))
    return torch.multinomial(torch.exp(scaled - scaled.max(1, keepdim=True)[0]), 1, generator=generator).squeeze(1)
