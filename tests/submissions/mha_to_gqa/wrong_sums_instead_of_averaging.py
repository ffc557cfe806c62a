import torch


def mha_to_gqa(weight, num_heads, num_kv_heads):
    out = weight.new_zeros(num_kv_heads, weight.size(0) // num_heads, weight.size(1))
    group = torch.arange(num_heads) // (num_heads // num_kv_heads)
    return out.index_add(0, group, weight.unflatten(0, (num_heads, -1))).flatten(0, 1)
