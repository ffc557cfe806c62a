import torch


def mha_to_gqa(weight, num_heads, num_kv_heads):
    heads = weight.unflatten(0, (num_heads, -1))
    return torch.cat([heads[g::num_kv_heads].mean(0) for g in range(num_kv_heads)])
