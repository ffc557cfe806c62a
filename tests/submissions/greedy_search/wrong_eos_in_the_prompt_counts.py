import torch


def greedy_search(model, input_ids, max_new_tokens, eos_id):
    ids = input_ids
    for _ in range(max_new_tokens):
        done = (ids == eos_id).sum(1) > 0
        nxt = model(ids)[:, -1].argmax(1)
        nxt = torch.where(done, torch.tensor(eos_id), nxt)
        ids = torch.cat([ids, nxt[:, None]], 1)
        if ((ids == eos_id).sum(1) > 0).all():
            break
    return ids
