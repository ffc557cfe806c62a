import torch


def mlm_masking(input_ids, special, mask_id, vocab_size, generator, p=0.15):
    out = input_ids.clone()
    r = torch.rand(input_ids.shape, generator=generator)
    r[special] = 1.0
    words = torch.randint(0, vocab_size, input_ids.shape, generator=generator)
    out[r < 0.8 * p] = mask_id
    some = (r >= 0.8 * p) & (r < 0.9 * p)
    out[some] = words[some]
    return out, input_ids.clone()
