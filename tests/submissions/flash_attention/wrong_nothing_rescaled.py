import torch


def flash_attention(q, k, v, block_size, causal=False):
    T, S = q.shape[0], k.shape[0]
    blocks = []
    for rows, qi in zip(torch.arange(T).split(block_size), q.split(block_size)):
        m = torch.full((len(qi),), float("-inf"), dtype=q.dtype)
        l = torch.zeros(len(qi), dtype=q.dtype)
        o = torch.zeros(len(qi), v.shape[1], dtype=q.dtype)
        for columns, kj, vj in zip(torch.arange(S).split(block_size), k.split(block_size), v.split(block_size)):
            s = torch.einsum("td,sd->ts", qi, kj) * q.shape[1] ** -0.5
            if causal:
                s[columns[None] > rows[:, None] + S - T] = float("-inf")
            new = torch.maximum(m, s.max(1).values)
            safe = new.nan_to_num(neginf=0.0)
            p = torch.exp(s - safe.unsqueeze(1))
            l, o = l + p.sum(1), o + p @ vj
            m = new
        blocks.append(o / torch.where(l > 0, l, 1.0).unsqueeze(1))
    return torch.cat(blocks)
