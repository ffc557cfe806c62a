import torch


def speculative_step(draft_tokens, draft_probs, target_probs, generator):
    k = draft_tokens.numel()
    index = draft_tokens[:, None]
    ratio = target_probs[:k].gather(1, index) / draft_probs.gather(1, index)
    accepted = torch.rand(k, 1, generator=generator) < ratio
    n = int(accepted.flatten().long().cumprod(0).sum())
    padded = torch.cat([draft_probs, torch.zeros_like(target_probs[:1])])
    weights = torch.relu(target_probs - padded)[n]
    last = torch.multinomial(weights / weights.sum(), 1, generator=generator)
    return torch.hstack([draft_tokens[:n], last])
