import torch, math


def sliding_window_attention(q, k, v, window):
    B, H, T, D = q.shape
    w = min(window, T - 1)
    idx = torch.arange(T)[:, None] + torch.arange(-w, w + 1)[None]
    ok = (idx >= 0) & (idx < T)
    idx = idx.clamp(0, T - 1)
    s = torch.einsum("bhtd,bhtwd->bhtw", q, k[:, :, idx]) / math.sqrt(D)
    p = torch.softmax(s.masked_fill(~ok, float("-inf")), dim=-1, dtype=torch.float32).to(q.dtype)
    return torch.einsum("bhtw,bhtwd->bhtd", p, v[:, :, idx])
