import torch


def align_lengths(x, length, mode):
    b, s, e = x.shape
    mask = torch.ones(b, length, dtype=torch.bool)
    if mode == "repeat":
        index = torch.tensor([(i * s) // length for i in range(length)])
        return x.index_select(1, index), mask
    if mode == "pad":
        out = x.new_zeros((b, length, e))
        out[:, : min(s, length)] = x[:, : min(s, length)]
        mask[:, min(s, length) :] = False
        return out, mask
    if mode != "interpolate":
        raise ValueError("mode")
    t = torch.linspace(0, s - 1, length, dtype=torch.float64)
    a = t.floor()
    w = (t - a).to(x.dtype)[None, :, None]
    a = a.long()
    return (1 - w) * x[:, a] + w * x[:, torch.clamp(a + 1, max=s - 1)], mask
