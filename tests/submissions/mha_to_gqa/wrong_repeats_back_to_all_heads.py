import torch


def mha_to_gqa(weight, num_heads, num_kv_heads):
    per_group = num_heads // num_kv_heads
    heads = weight.chunk(num_heads)
    rows = []
    for h in range(num_heads):
        first = h // per_group * per_group
        rows.append(torch.stack(heads[first : first + per_group]).mean(0))
    return torch.cat(rows)
