"""The definition, row by row."""

import torch


def mha_to_gqa(weight, num_heads, num_kv_heads):
    d = weight.shape[0] // num_heads
    size = num_heads // num_kv_heads
    rows = []
    for group in range(num_kv_heads):
        for feature in range(d):
            heads = range(group * size, (group + 1) * size)
            rows.append(sum(weight[head * d + feature] for head in heads) / size)
    return torch.stack(rows)
