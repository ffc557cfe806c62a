import torch


def mlm_masking(input_ids, special, mask_id, vocab_size, generator, p=0.15):
    def coin(q):
        return torch.rand(input_ids.shape, generator=generator) < q

    chosen = coin(p) & ~special
    labels = torch.where(chosen, input_ids, -100)
    masked = coin(0.8) & chosen
    swapped = coin(0.1) & chosen & ~masked
    words = torch.randint(vocab_size, input_ids.shape, generator=generator)
    out = torch.where(masked, mask_id, torch.where(swapped, words, input_ids))
    return out, labels
