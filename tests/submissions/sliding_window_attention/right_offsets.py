import torch


def shifted(x, s):
    """Row i of the result is row i + s of x, zero where there is none."""
    out = torch.zeros_like(x)
    T = x.shape[2]
    if s >= 0:
        out[:, :, : T - s] = x[:, :, s:]
    else:
        out[:, :, -s:] = x[:, :, : T + s]
    return out


def sliding_window_attention(q, k, v, window):
    T = q.shape[2]
    reach = min(window, T - 1)
    place = torch.arange(T)
    columns = []
    for s in range(-reach, reach + 1):
        score = (q * shifted(k, s)).sum(dim=-1) * q.shape[-1] ** -0.5
        columns.append(score.masked_fill((place + s < 0) | (place + s >= T), float("-inf")))
    weights = torch.stack(columns).softmax(dim=0)
    out = torch.zeros_like(q)
    for weight, s in zip(weights, range(-reach, reach + 1)):
        out = out + weight.unsqueeze(-1) * shifted(v, s)
    return out
