import torch


def mlm_masking(input_ids, special, mask_id, vocab_size, generator, p=0.15):
    """Token by token, one decision after the other."""
    def uniform():
        return torch.rand((), generator=generator).item()

    corrupted, labels = input_ids.clone(), torch.full_like(input_ids, -100)
    for place in torch.nonzero(~special).tolist():
        b, t = place
        if uniform() >= p:
            continue
        labels[b, t] = input_ids[b, t]
        u = uniform()
        if u < 0.8:
            corrupted[b, t] = mask_id
        elif u < 0.9:
            corrupted[b, t] = torch.randint(vocab_size, (), generator=generator)
    return corrupted, labels
