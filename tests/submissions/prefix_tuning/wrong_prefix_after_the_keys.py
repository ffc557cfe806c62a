import torch


def prefix_attention(q, k, v, prefix_k, prefix_v, mask=None):
    B, H, T, D = q.shape
    P = prefix_k.shape[1]
    k = torch.cat([k, prefix_k.unsqueeze(0).repeat(B, 1, 1, 1)], dim=-2)
    v = torch.cat([v, prefix_v.unsqueeze(0).repeat(B, 1, 1, 1)], dim=-2)
    s = torch.einsum("bhtd,bhsd->bhts", q, k).div(D**0.5)
    if mask is not None:
        visible = torch.cat([torch.ones(B, 1, T, P, dtype=torch.bool), mask], dim=-1)
        s = s.masked_fill(visible.logical_not(), -torch.inf)
    return s.softmax(-1) @ v
