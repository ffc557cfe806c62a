import torch, math
import torch.nn.functional as F


def flash_attention(q, k, v, block_size, causal=False):
    T, S = len(q), len(k)
    D = q.shape[1]
    out = torch.empty(T, v.shape[1], dtype=q.dtype)
    for i in range(0, T, block_size):
        qi = q[i : i + block_size]
        n = len(qi)
        m = torch.full((n,), torch.finfo(q.dtype).min, dtype=q.dtype)
        l = torch.zeros(n, dtype=q.dtype)
        o = torch.zeros(n, v.shape[1], dtype=q.dtype)
        for j in range(0, S, block_size):
            kj, vj = k[j : j + block_size], v[j : j + block_size]
            s = torch.mm(qi, kj.t()) * D**-0.5
            ok = torch.ones_like(s, dtype=torch.bool)
            if causal:
                ok = (j + torch.arange(len(kj)))[None] <= (i + torch.arange(n))[:, None] + (S - T)
            s = torch.where(ok, s, torch.finfo(s.dtype).min)
            mn = torch.maximum(m, s.max(1).values)
            p = torch.exp(s - mn[:, None]) * ok
            a = torch.exp(m - mn)
            l = a * l + p.sum(1)
            o = a[:, None] * o + p @ vj
            m = mn
        out[i : i + n] = torch.where(
            l[:, None] > 0, o / l.clamp(min=torch.finfo(q.dtype).tiny)[:, None], torch.zeros(1, dtype=q.dtype)
        )
    return out
