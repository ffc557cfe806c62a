import torch


def mha_to_gqa(weight, num_heads, num_kv_heads):
    heads = weight.chunk(num_heads)
    per_group = num_heads // num_kv_heads
    return torch.cat([torch.stack(heads[i : i + per_group]).mean(0) for i in range(0, num_heads, per_group)])
