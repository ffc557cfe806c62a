import torch
import torch.nn.functional as F


def space_time_attention(x):
    time = x.permute(0, 2, 1, 3)
    x = F.scaled_dot_product_attention(time, time, time).permute(0, 2, 1, 3)
    return F.scaled_dot_product_attention(x, x, x)
