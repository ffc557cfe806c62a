import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    lead = q.shape[:-2]
    T, D = q.shape[-2:]
    S, Dv = v.shape[-2:]
    qf, kf, vf = q.reshape(-1, T, D), k.reshape(-1, S, D), v.reshape(-1, S, Dv)
    s = torch.bmm(qf, kf.transpose(1, 2)).div(D**0.5)
    if mask is not None:
        m = mask.expand(*lead, T, S).reshape(-1, T, S)
        s = s.masked_fill(~m, float("-inf"))
        empty = ~m.any(-1, keepdim=True)
        s = s.masked_fill(empty, 0.0)
        w = torch.softmax(s, -1).masked_fill(empty, 0.0)
    else:
        w = torch.softmax(s, -1)
    return torch.bmm(w, vf).reshape(*lead, T, Dv), w.reshape(*lead, T, S)
