import torch


def mlm_masking(input_ids, special, mask_id, vocab_size, generator, p=0.15):
    labels = input_ids.clone()
    prob = torch.full(labels.shape, p)
    prob.masked_fill_(special, value=0.0)
    chosen = torch.bernoulli(prob, generator=generator).bool()
    labels[~chosen] = -100
    replaced = torch.bernoulli(torch.full(labels.shape, 0.8), generator=generator).bool() & chosen
    input_ids[replaced] = mask_id
    rand = torch.bernoulli(torch.full(labels.shape, 0.5), generator=generator).bool() & chosen & ~replaced
    words = torch.randint(vocab_size, labels.shape, dtype=torch.long, generator=generator)
    input_ids[rand] = words[rand]
    return input_ids, labels
