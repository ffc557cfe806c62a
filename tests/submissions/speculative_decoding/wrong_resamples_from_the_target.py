import torch


def speculative_step(draft_tokens, draft_probs, target_probs, generator):
    out = []
    for i in range(len(draft_tokens)):
        t = draft_tokens[i].item()
        accept = min(1.0, (target_probs[i, t] / draft_probs[i, t]).item())
        if torch.rand(1, generator=generator).item() < accept:
            out.append(t)
        else:
            break
    out.append(torch.multinomial(target_probs[len(out)], 1, generator=generator).item())
    return torch.tensor(out)
