import torch


def speculative_step(draft_tokens, draft_probs, target_probs, generator):
    k = len(draft_tokens)
    rows = torch.arange(k)
    ratio = target_probs[rows, draft_tokens] / draft_probs[rows, draft_tokens]
    keep = torch.rand(k, generator=generator) < ratio
    out = draft_tokens.clone()
    for i in torch.nonzero(~keep).flatten().tolist():
        out[i] = torch.multinomial(torch.relu(target_probs[i] - draft_probs[i]), 1, generator=generator)
    bonus = torch.multinomial(target_probs[k], 1, generator=generator)
    return torch.cat([out, bonus])
