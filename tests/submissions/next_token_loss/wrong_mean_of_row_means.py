import torch


def next_token_loss(logits, input_ids, pad_id):
    losses = []
    for row, ids in zip(logits, input_ids):
        keep = ids[1:] != pad_id
        logp = row[:-1][keep].log_softmax(-1)
        picked = logp.gather(-1, ids[1:][keep].unsqueeze(-1))
        losses.append(-picked.sum() / max(int(keep.sum()), 1))
    return torch.stack(losses).mean()
