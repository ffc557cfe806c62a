import torch


def align_lengths(x, length, mode):
    if mode not in ("pad", "interpolate", "repeat"):
        raise ValueError(mode)
    b, s, e = x.size()
    valid = torch.ones((b, length), dtype=torch.bool)
    if mode == "pad":
        keep = min(s, length)
        y = torch.zeros((b, length, e), dtype=x.dtype)
        y[:, :keep] = x[:, :keep]
        valid[:, keep:] = False
    elif mode == "repeat":
        y = torch.cat([x] * (length // s + 1), dim=1)[:, :length].contiguous()
    else:
        pos = torch.linspace(0, s - 1, steps=length) if length > 1 else torch.zeros(1)
        lo = pos.floor().clamp(0, s - 1).long()
        hi = torch.clamp(lo + 1, max=s - 1)
        w = (pos - lo).unsqueeze(-1).to(x.dtype)
        y = torch.lerp(x[:, lo], x[:, hi], w.expand(b, -1, e))
    return y, valid
