import torch


def pick(weights, generator):
    u = torch.rand(1, generator=generator).item()
    running = 0.0
    for i, w in enumerate(weights.tolist()):
        running += w
        if u < running:
            return i
    return len(weights) - 1


def speculative_step(draft_tokens, draft_probs, target_probs, generator):
    out = []
    for i, t in enumerate(draft_tokens.tolist()):
        if torch.rand(1, generator=generator).item() * draft_probs[i, t].item() < target_probs[i, t].item():
            out.append(t)
        else:
            return torch.tensor(out + [pick((target_probs[i] - draft_probs[i]).clamp(min=0), generator)])
    return torch.tensor(out + [pick(target_probs[-1], generator)])
