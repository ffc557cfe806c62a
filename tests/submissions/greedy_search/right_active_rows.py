import torch


def greedy_search(model, input_ids, max_new_tokens, eos_id):
    """A buffer filled with eos beforehand; only unfinished rows are sent to the model."""
    batch, length = input_ids.shape
    out = torch.full((batch, length + min(max_new_tokens, 64)), eos_id, dtype=torch.long)
    out[:, :length] = input_ids
    active = torch.arange(batch)
    n = 0
    while n < max_new_tokens and active.numel() > 0:
        if length + n == out.shape[1]:
            out = torch.nn.functional.pad(out, (0, 64), value=eos_id)
        nxt = torch.argmax(model(out[active, : length + n])[:, -1, :], -1)
        out[active, length + n] = nxt
        active = active[nxt.ne(eos_id)]
        n += 1
    return out[:, : length + n].clone()
