import torch


def align_lengths(x, length, mode):
    b, s, e = x.shape
    if mode == "pad":
        if s >= length:
            return x[:, s - length :].clone(), torch.ones(b, length, dtype=torch.bool)
        zeros = torch.zeros(b, length - s, e, dtype=x.dtype)
        mask = torch.cat([torch.ones(b, s), torch.zeros(b, length - s)], dim=1).bool()
        return torch.cat([x, zeros], dim=1), mask
    mask = torch.ones(b, length, dtype=torch.bool)
    if mode == "repeat":
        return torch.cat([x] * (length // s + 1), dim=1)[:, :length], mask
    if mode == "interpolate":
        rows = []
        for i in range(length):
            p = i * (s - 1) / (length - 1) if length > 1 else 0.0
            a = int(p)
            c = min(a + 1, s - 1)
            rows.append(x[:, a] * (1 - (p - a)) + x[:, c] * (p - a))
        return torch.stack(rows, 1), mask
    raise ValueError(mode)
