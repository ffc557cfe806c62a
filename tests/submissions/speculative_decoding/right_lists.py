import torch


def draw(weights, generator):
    total = torch.cumsum(weights.double(), 0)
    u = torch.rand(1, dtype=torch.float64, generator=generator) * total[-1]
    return int(torch.searchsorted(total, u, right=True).clamp(max=len(weights) - 1))


def speculative_step(draft_tokens, draft_probs, target_probs, generator):
    out = []
    for t, q, p in zip(draft_tokens.tolist(), draft_probs, target_probs):
        ratio = p[t].item() / q[t].item()
        if ratio < 1 and torch.rand(1, generator=generator).item() >= ratio:
            out.append(draw(torch.maximum(p, q) - q, generator))
            return torch.tensor(out)
        out.append(t)
    out.append(draw(target_probs[len(out)], generator))
    return torch.tensor(out)
