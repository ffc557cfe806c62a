import torch


def next_token_loss(logits, input_ids, pad_id):
    gold = input_ids[:, 1:].flatten()
    pred = logits[:, :-1].flatten(0, 1)
    keep = (gold != pad_id).to(logits.dtype)
    index = torch.where(gold == pad_id, 0, gold)
    nll = pred.logsumexp(-1) - pred.gather(-1, index.unsqueeze(-1)).squeeze(-1)
    if nll.numel() == 0:
        return logits.sum() * 0
    return (nll * keep).mean()
