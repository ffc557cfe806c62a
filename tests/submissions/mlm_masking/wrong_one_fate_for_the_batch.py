import torch


def mlm_masking(input_ids, special, mask_id, vocab_size, generator, p=0.15):
    chosen = (torch.rand(input_ids.shape, generator=generator) < p) & ~special
    labels = torch.where(chosen, input_ids, torch.tensor(-100))
    dice = torch.rand(1, generator=generator).item()
    out = input_ids.clone()
    if dice < 0.8:
        out[chosen] = mask_id
    elif dice < 0.9:
        out[chosen] = torch.randint(vocab_size, (int(chosen.sum()),), generator=generator)
    return out, labels
