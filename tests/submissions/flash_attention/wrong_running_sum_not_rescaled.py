import torch


def flash_attention(q, k, v, block_size, causal=False):
    T, S, Dv = q.shape[0], k.shape[0], v.shape[1]
    rows = []
    for i in range(T):
        m, l, o = q.new_tensor(-torch.inf), q.new_zeros(()), q.new_zeros(Dv)
        end = min(S, i + S - T + 1) if causal else S
        for j in range(0, max(end, 0), block_size):
            s = (k[j : min(j + block_size, end)] @ q[i]) / q.shape[1] ** 0.5
            new = torch.maximum(m, s.max())
            p = torch.exp(s - new)
            l = l + p.sum()
            o = o * torch.exp(m - new) + p @ v[j : min(j + block_size, end)]
            m = new
        rows.append(o / l if l > 0 else o)
    return torch.stack(rows)
