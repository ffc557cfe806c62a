import torch


def mlm_masking(input_ids, special, mask_id, vocab_size, generator, p=0.15):
    prob = torch.full(input_ids.shape, p).masked_fill(special, 0.0)
    chosen = torch.bernoulli(prob, generator=generator).bool()
    labels = input_ids.masked_fill(~chosen, -100)
    return input_ids.masked_fill(chosen, mask_id), labels
