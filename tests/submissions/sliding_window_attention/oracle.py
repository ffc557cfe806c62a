import torch
import torch.nn.functional as F


def sliding_window_attention(q, k, v, window):
    index = torch.arange(q.shape[2])
    return F.scaled_dot_product_attention(q, k, v, attn_mask=(index[:, None] - index).abs() <= window)
