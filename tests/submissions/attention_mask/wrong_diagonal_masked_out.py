import torch


def attention_mask(lengths, size, causal):
    future = torch.triu(torch.ones(size, size, dtype=torch.bool), diagonal=0)
    rows = []
    for n in lengths.tolist():
        keep = torch.zeros(size, size, dtype=torch.bool)
        keep[:, :n] = True
        if causal:
            keep = keep & ~future
        rows.append(keep[None])
    return torch.stack(rows)
