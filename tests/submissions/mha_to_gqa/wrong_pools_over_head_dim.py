import torch.nn.functional as F


def mha_to_gqa(weight, num_heads, num_kv_heads):
    window = num_heads // num_kv_heads
    return F.avg_pool1d(weight.T[None], kernel_size=window, stride=window)[0].T
