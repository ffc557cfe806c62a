import torch


def next_token_loss(logits, input_ids, pad_id):
    keep = (input_ids != pad_id).reshape(-1)
    scores = logits.reshape(-1, logits.shape[-1])[keep]
    ids = input_ids.reshape(-1)[keep]
    nll = scores.logsumexp(-1) - scores.gather(1, ids[:, None])[:, 0]
    return nll.sum() / max(int(keep.sum()), 1)
