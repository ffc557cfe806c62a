import torch


def align_lengths(x, length, mode):
    b, s, e = x.shape
    m = torch.arange(length)[None].expand(b, length) < (s if mode == "pad" else length)
    match mode:
        case "pad":
            return (
                x if s == length else x[:, :length] if s > length else torch.nn.functional.pad(x, (0, 0, 0, length - s))
            ), m
        case "repeat":
            return torch.stack([x[:, i % s] for i in range(length)], 1), m
        case "interpolate":
            rows = []
            for i in range(length):
                p = i * (s - 1) / (length - 1) if length > 1 else 0.0
                k = int(p)
                rows.append(x[:, k] if k == s - 1 else x[:, k] * (1 - (p - k)) + x[:, k + 1] * (p - k))
            return torch.stack(rows, 1), m
    raise ValueError(mode)
