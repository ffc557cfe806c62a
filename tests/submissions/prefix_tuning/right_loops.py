import torch


def prefix_attention(q, k, v, prefix_k, prefix_v, mask=None):
    items = []
    for b in range(q.size(0)):
        heads = []
        for h in range(q.size(1)):
            keys = torch.cat([prefix_k[h], k[b, h]])
            values = torch.cat([prefix_v[h], v[b, h]])
            s = (q[b, h] @ keys.t()) / q.size(-1) ** 0.5
            if mask is not None:
                hidden = torch.zeros(s.shape, dtype=torch.bool)
                hidden[:, prefix_k.size(1) :] = ~mask[b, 0]
                s = s.masked_fill(hidden, torch.finfo(s.dtype).min)
            e = torch.exp(s - s.max(dim=1, keepdim=True).values)
            heads.append((e / e.sum(dim=1, keepdim=True)) @ values)
        items.append(torch.stack(heads))
    return torch.stack(items)
