import math

import torch


def sliding_window_attention(q, k, v, window):
    T, size = q.shape[2], window + 1
    parts = []
    for a in range(0, T, size):
        b = min(a + size, T)
        lo, hi = max(a - window, 0), min(b + window, T)
        s = torch.einsum("bhid,bhjd->bhij", q[:, :, a:b], k[:, :, lo:hi]) / math.sqrt(q.shape[3])
        near = (torch.arange(a, b)[:, None] - torch.arange(lo, hi)[None]).abs() <= window
        parts.append(torch.softmax(s * near, -1) @ v[:, :, lo:hi])
    return torch.cat(parts, 2)
