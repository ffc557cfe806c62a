"""Keys in the outer loop as in the first FlashAttention: the running state of all queries is kept between the tiles."""

import torch


def flash_attention(q, k, v, block_size, causal=False):
    (T, D), (S, Dv) = q.shape, v.shape
    m = torch.full((T,), float("-inf"), dtype=q.dtype)
    l = torch.zeros(T, dtype=q.dtype)
    out = torch.zeros(T, Dv, dtype=q.dtype)
    for left in range(0, S, block_size):
        right = min(left + block_size, S)
        for top in range(0, T, block_size):
            bottom = min(top + block_size, T)
            s = torch.einsum("id,jd->ij", q[top:bottom], k[left:right]) * D**-0.5
            if causal:
                i = torch.arange(top, bottom).unsqueeze(1)
                j = torch.arange(left, right).unsqueeze(0)
                s = torch.where(j <= i + (S - T), s, float("-inf"))
            old = m[top:bottom]
            new = torch.maximum(old, s.max(dim=1).values)
            seen = new > float("-inf")
            p = torch.where(seen.unsqueeze(1), torch.exp(s - new.unsqueeze(1)), 0.0)
            keep = torch.where(seen, torch.exp(old - new), 0.0)
            l_new = keep * l[top:bottom] + p.sum(1)
            share = torch.where(l_new > 0, 1 / l_new, 0.0)
            out[top:bottom] = (
                out[top:bottom] * (keep * l[top:bottom]).unsqueeze(1) + p @ v[left:right]
            ) * share.unsqueeze(1)
            m[top:bottom], l[top:bottom] = new, l_new
    return out
