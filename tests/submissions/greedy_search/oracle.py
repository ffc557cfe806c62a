"""Row by row: each row is continued alone until its own eos, then the rows are filled to the longest."""

import torch


def greedy_search(model, input_ids, max_new_tokens, eos_id):
    rows = []
    for row in input_ids.tolist():
        new = []
        while len(new) < max_new_tokens and (not new or new[-1] != eos_id):
            scores = model(torch.tensor([row + new]))[0, -1].tolist()
            new.append(max(range(len(scores)), key=scores.__getitem__))
        rows.append((row, new))
    n = max(len(new) for _, new in rows)
    return torch.tensor([row + new + [eos_id] * (n - len(new)) for row, new in rows])
