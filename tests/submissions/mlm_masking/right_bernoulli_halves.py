import torch


def mlm_masking(input_ids, special, mask_id, vocab_size, generator, p=0.15):
    """80% first, then half of what is left."""
    def coin(chance):
        return torch.bernoulli(torch.full(input_ids.shape, float(chance)), generator=generator).bool()

    corrupted, labels = input_ids.clone(), input_ids.clone()
    chosen = coin(p).logical_and(~special)
    labels[~chosen] = -100
    masked = chosen & coin(0.8)
    corrupted[masked] = mask_id
    replaced = chosen & ~masked & coin(0.5)
    corrupted[replaced] = torch.randint(0, vocab_size, input_ids.shape, generator=generator)[replaced]
    return corrupted, labels
