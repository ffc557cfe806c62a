import torch


def next_token_loss(logits, input_ids, pad_id):
    gold = input_ids[:, 1:]
    logp = logits[:, :-1].log_softmax(2)
    rows = gold != pad_id
    return -logp[rows].gather(1, gold[rows].unsqueeze(1)).mean()
