import torch


def greedy_search(model, input_ids, max_new_tokens, eos_id):
    out = input_ids.clone()
    current = input_ids[:, -1:]
    done = torch.zeros(input_ids.shape[0], 1, dtype=torch.bool)
    for step in range(max_new_tokens):
        nxt = model(current)[:, -1, :].argmax(-1, keepdim=True)
        nxt[done] = eos_id
        done |= nxt == eos_id
        out = torch.cat((out, nxt), 1)
        current = nxt
        if bool(done.all()):
            return out
    return out
