import torch
import torch.nn.functional as F


def align_lengths(x, length, mode):
    b, s, e = x.size()
    mask = torch.full((b, length), True, dtype=torch.bool)
    if mode == "pad":
        out = F.pad(x, (0, 0, 0, max(0, length - s)))[:, :length].clone()
    elif mode == "repeat":
        out = x.repeat(1, (length + s - 1) // s, 1)[:, :length]
    elif mode == "interpolate":
        pos = torch.linspace(0, s - 1, length, dtype=torch.float64)
        lo = pos.floor().long()
        hi = pos.ceil().long()
        w = (pos - lo).to(x.dtype).view(1, -1, 1)
        out = torch.lerp(x[:, lo], x[:, hi], w)
    else:
        raise ValueError("mode")
    return out, mask
