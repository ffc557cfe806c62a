import torch


def flash_attention(q, k, v, block_size, causal=False):
    T, S = q.shape[0], k.shape[0]
    rows = []
    for a in range(0, T, block_size):
        qt = q[a : a + block_size]
        m = torch.full((len(qt),), -torch.inf, dtype=q.dtype)
        l, o = torch.zeros_like(m), torch.zeros(len(qt), v.shape[1], dtype=q.dtype)
        for b in range(0, S, block_size):
            s = torch.einsum("id,jd->ij", qt, k[b : b + block_size]) / q.shape[1] ** 0.5
            if causal:
                s = s.masked_fill(torch.ones_like(s).triu(a + S - T - b + 1) > 0, -torch.inf)
            new = torch.maximum(m, s.max(1).values)
            p, c = torch.exp(s - new[:, None]), torch.exp(m - new)
            l, o, m = l * c + p.sum(1), o * c[:, None] + p @ v[b : b + block_size], new
        rows.append(o / l[:, None])
    return torch.cat(rows)
