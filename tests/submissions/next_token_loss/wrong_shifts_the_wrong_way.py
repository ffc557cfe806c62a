import torch


def next_token_loss(logits, input_ids, pad_id):
    pred, gold = logits[:, 1:, :].flatten(0, 1), input_ids[:, :-1].flatten()
    keep = gold.ne(pad_id)
    pred, gold = pred[keep], gold[keep]
    logp = pred - pred.logsumexp(1, keepdim=True)
    return -logp[torch.arange(gold.numel()), gold].sum() / max(gold.numel(), 1)
