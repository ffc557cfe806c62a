import torch


def prefix_attention(q, k, v, prefix_k, prefix_v, mask=None):
    B, H, T, D = q.shape
    K = torch.cat([prefix_k.unsqueeze(0).repeat(B, 1, 1, 1), k], 2)
    V = torch.cat([prefix_v.unsqueeze(0).repeat(B, 1, 1, 1), v], 2)
    s = q @ K.transpose(-1, -2) / D**0.5
    if mask is not None:
        m = torch.cat([torch.ones(B, 1, T, prefix_k.shape[1], dtype=torch.bool), mask], -1)
        s = s + (~m).to(s.dtype) * -10000.0
    return s.softmax(-1) @ V
