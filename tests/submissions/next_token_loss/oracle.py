import torch.nn.functional as F


def next_token_loss(logits, input_ids, pad_id):
    flat, targets = logits[:, :-1].flatten(0, 1), input_ids[:, 1:].flatten()
    if (targets == pad_id).all():
        return logits.sum() * 0.0
    return F.cross_entropy(flat, targets, ignore_index=pad_id)
