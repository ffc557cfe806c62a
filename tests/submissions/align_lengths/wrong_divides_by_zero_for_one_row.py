import torch


def align_lengths(x, length, mode):
    b, s, e = x.shape
    if mode not in ("pad", "repeat", "interpolate"):
        raise ValueError(mode)
    mask = torch.ones(b, length, dtype=torch.bool)
    if mode == "pad":
        mask = (torch.arange(length) < s)[None].repeat(b, 1)
        source = torch.cat((x, x.new_zeros(b, length, e)), 1)
        return source[:, :length], mask
    if mode == "repeat":
        return x[:, [i % s for i in range(length)]], mask
    step = torch.tensor(s - 1, dtype=torch.float64) / torch.tensor(length - 1, dtype=torch.float64)
    pos = torch.arange(length) * step
    lo = pos.long()
    frac = (pos - lo).to(x.dtype)[:, None]
    return x[:, lo] * (1 - frac) + x[:, (lo + 1).clamp(max=s - 1)] * frac, mask
