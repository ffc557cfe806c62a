import torch


def next_token_loss(logits, input_ids, pad_id):
    total = (logits * 0).sum()
    count = 0
    ids = input_ids.tolist()
    for b, row in enumerate(ids):
        for t in range(len(row) - 1):
            if row[t + 1] == pad_id:
                continue
            z = logits[b, t] - logits[b, t].max().detach()
            total = total + z.exp().sum().log() - z[row[t + 1]]
            count += 1
    return total / count if count else total
