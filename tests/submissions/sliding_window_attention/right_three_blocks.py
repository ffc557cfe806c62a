import torch, math
import torch.nn.functional as F


def sliding_window_attention(q, k, v, window):
    B, H, T, D = q.shape
    w = max(min(window, T), 1)
    pad = -T % w
    n = (T + pad) // w
    qb = F.pad(q, (0, 0, 0, pad)).reshape(B, H, n, w, D)

    def three(x):
        x = F.pad(x, (0, 0, w, w + pad))
        return x.unfold(2, 3 * w, w).transpose(-1, -2)

    s = qb @ three(k).transpose(-1, -2) / math.sqrt(D)
    i = torch.arange(n * w).view(n, w, 1)
    j = (torch.arange(n)[:, None] * w - w + torch.arange(3 * w)).view(n, 1, 3 * w)
    ok = ((i - j).abs() <= window) & (j >= 0) & (j < T)
    p = s.masked_fill(~ok, -1e30).softmax(-1)
    return (p @ three(v)).reshape(B, H, n * w, D)[:, :, :T]
