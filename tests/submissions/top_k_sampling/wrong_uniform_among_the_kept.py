import torch


def top_k_sampling(logits, k, generator, temperature=1.0):
    if k < 1 or temperature <= 0:
        raise ValueError("bad argument")
    order = logits.argsort(-1, descending=True)
    allowed = torch.isfinite(logits).sum(-1)
    room = allowed.clamp(max=k)
    pick = (torch.rand(len(logits), generator=generator) * room).long()
    return order[torch.arange(len(order)), pick]
