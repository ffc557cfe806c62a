import torch


def mha_to_gqa(weight, num_heads, num_kv_heads):
    d = len(weight) // num_heads
    return torch.cat([weight[h * d : (h + 1) * d] for h in range(0, num_heads, num_heads // num_kv_heads)])
