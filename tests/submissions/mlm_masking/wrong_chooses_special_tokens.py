import torch


def mlm_masking(input_ids, special, mask_id, vocab_size, generator, p=0.15):
    chosen = torch.rand(*input_ids.shape, generator=generator) < p
    labels = input_ids.clone()
    labels[~chosen] = -100
    out = input_ids.clone()
    masked = (torch.rand(*input_ids.shape, generator=generator) < 0.8) & chosen
    out[masked] = mask_id
    swap = (torch.rand(*input_ids.shape, generator=generator) < 0.5) & chosen & ~masked
    out[swap] = torch.randint(vocab_size, input_ids.shape, generator=generator)[swap]
    return out, labels
