import torch


def greedy_search(model, input_ids, max_new_tokens, eos_id):
    seen = set()
    for _ in range(max_new_tokens):
        nxt = model(input_ids)[:, -1, :].max(-1).indices
        input_ids = torch.column_stack([input_ids, nxt])
        for i, t in enumerate(nxt.tolist()):
            if t == eos_id:
                seen.add(i)
        if len(seen) == len(input_ids):
            break
    return input_ids
