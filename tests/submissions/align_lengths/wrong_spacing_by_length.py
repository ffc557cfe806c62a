import torch


def align_lengths(x, length, mode):
    b, s, e = x.shape
    if mode == "pad":
        padded = torch.cat((x, x.new_zeros(b, length, e)), 1)[:, :length]
        return padded, (torch.arange(length) < s).expand(b, -1).contiguous()
    everything = torch.ones(b, length, dtype=torch.bool)
    if mode == "repeat":
        return x[:, torch.remainder(torch.arange(length), s)], everything
    if mode == "interpolate":
        ratio = s / length
        rows = []
        for i in range(length):
            a = int(i * ratio)
            f = i * ratio - a
            rows.append((1 - f) * x[:, a] + f * x[:, min(a + 1, s - 1)])
        return torch.stack(rows, 1), everything
    raise ValueError(mode)
