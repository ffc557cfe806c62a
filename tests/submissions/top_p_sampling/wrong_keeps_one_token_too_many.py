import torch


def top_p_sampling(logits, p, generator, temperature=1.0):
    if temperature <= 0 or not (0.0 < p <= 1.0):
        raise ValueError("invalid argument")
    out = []
    for row in torch.softmax(logits / temperature, -1):
        order = row.argsort(descending=True)
        total, count = 0.0, 0
        while total < p and count < len(row):
            total += row[order[count]].item()
            count += 1
        kept = order[: count + 1]
        out.append(kept[torch.multinomial(row[kept], 1, generator=generator)])
    return torch.cat(out)
