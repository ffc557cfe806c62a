import torch


def mlm_masking(input_ids, special, mask_id, vocab_size, generator, p=0.15):
    """One uniform number for a token: [0, .8p) mask, [.8p, .9p) random, [.9p, p) keep, the rest is left alone."""
    die = torch.empty(input_ids.shape, dtype=torch.float64).uniform_(0, 1, generator=generator)
    die = die.masked_fill(special, 2.0)
    words = torch.randint(high=vocab_size, size=tuple(input_ids.shape), generator=generator)
    fate = torch.bucketize(die, torch.tensor([0.8 * p, 0.9 * p, p], dtype=torch.float64), right=True)
    table = torch.stack([torch.full_like(words, mask_id), words, input_ids, input_ids])
    corrupted = table.gather(0, fate[None])[0]
    return corrupted, input_ids.masked_fill(fate == 3, -100)
