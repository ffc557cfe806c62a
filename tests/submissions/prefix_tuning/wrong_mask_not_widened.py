import torch


def prefix_attention(q, k, v, prefix_k, prefix_v, mask=None):
    B = q.size(0)
    k = torch.cat((prefix_k[None].repeat(B, 1, 1, 1), k), 2)
    v = torch.cat((prefix_v[None].repeat(B, 1, 1, 1), v), 2)
    s = torch.einsum("bhid,bhjd->bhij", q, k) * q.size(-1) ** -0.5
    if mask is not None:
        s = torch.where(mask, s, float("-inf"))
    return torch.einsum("bhij,bhjd->bhid", torch.softmax(s, -1), v)
