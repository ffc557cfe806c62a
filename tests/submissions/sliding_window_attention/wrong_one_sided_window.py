import torch


def sliding_window_attention(q, k, v, window):
    out = torch.zeros_like(v)
    for i in range(q.shape[2]):
        low = max(i - window, 0)
        s = torch.einsum("bhd,bhjd->bhj", q[:, :, i], k[:, :, low : i + 1]) / q.shape[3] ** 0.5
        out[:, :, i] = torch.einsum("bhj,bhjd->bhd", s.softmax(-1), v[:, :, low : i + 1])
    return out
