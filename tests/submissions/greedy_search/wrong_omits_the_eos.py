import torch


def greedy_search(model, input_ids, max_new_tokens, eos_id):
    ids, alive = input_ids, torch.ones(input_ids.shape[0]).bool()
    for _ in range(max_new_tokens):
        nxt = model(ids)[:, -1].argmax(-1)
        nxt[~alive] = eos_id
        alive = alive & (nxt != eos_id)
        if not alive.any():
            return ids
        ids = torch.cat([ids, nxt.reshape(-1, 1)], -1)
    return ids
