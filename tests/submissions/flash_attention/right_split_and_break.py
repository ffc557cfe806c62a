import torch


def flash_attention(q, k, v, block_size, causal=False):
    T, D = q.shape
    S = k.shape[0]
    res = []
    for qi, rows in zip(q.split(block_size), torch.arange(T).split(block_size)):
        acc = lse = None
        for kj, vj, cols in zip(k.split(block_size), v.split(block_size), torch.arange(S).split(block_size)):
            if causal and cols[0] > rows[-1] + S - T:
                break
            s = (qi / D**0.5) @ kj.T
            if causal:
                s = s.masked_fill(cols[None] > rows[:, None] + S - T, float("-inf"))
            l = torch.logsumexp(s, 1, keepdim=True)
            o = torch.nan_to_num(torch.softmax(s, 1)) @ vj
            if acc is None:
                acc, lse = o, l
            else:
                new = torch.logaddexp(lse, l)
                acc = acc * torch.nan_to_num((lse - new).exp()) + o * torch.nan_to_num((l - new).exp())
                lse = new
        res.append(acc if acc is not None else torch.zeros(len(qi), v.shape[1], dtype=q.dtype))
    return torch.cat(res)
