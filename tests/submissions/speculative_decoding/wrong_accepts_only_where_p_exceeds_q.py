import torch


def speculative_step(draft_tokens, draft_probs, target_probs, generator):
    n = 0
    while n < len(draft_tokens) and target_probs[n, draft_tokens[n]] >= draft_probs[n, draft_tokens[n]]:
        n += 1
    if n == len(draft_tokens):
        final = target_probs[n]
    else:
        final = torch.clamp(target_probs[n] - draft_probs[n], min=0.0)
        final = final / final.sum()
    return torch.cat([draft_tokens[:n], torch.multinomial(final, 1, generator=generator)])
