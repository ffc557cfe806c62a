import torch


def speculative_step(draft_tokens, draft_probs, target_probs, generator):
    result = []
    for token, q, p in zip(draft_tokens.tolist(), draft_probs, target_probs):
        if torch.rand((), generator=generator).item() <= (p[token] / q[token]).item() and p[token] > 0:
            result.append(token)
            continue
        leftover = torch.where(p > q, p - q, torch.zeros_like(p))
        result.append(torch.multinomial(leftover / leftover.sum(), 1, generator=generator).item())
        break
    return torch.tensor(result, dtype=torch.long)
