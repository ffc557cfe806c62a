import torch
import torch.nn.functional as F


def prefix_attention(q, k, v, prefix_k, prefix_v, mask=None):
    batch, _, queries, _ = q.shape
    keys = torch.cat([prefix_k.repeat(batch, 1, 1, 1), k], 2)
    values = torch.cat([prefix_v.repeat(batch, 1, 1, 1), v], 2)
    if mask is not None:
        front = torch.ones(batch, 1, queries, prefix_k.shape[1], dtype=torch.bool)
        mask = torch.cat([front, mask], 3)
    return F.scaled_dot_product_attention(q, keys, values, attn_mask=mask)
