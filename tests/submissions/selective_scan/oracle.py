import torch


def selective_scan(u, delta, A, Bm, C, skip):
    """Closed form, no recurrence: y_t sums over all s <= t with the decay exp(A * sum of delta over s+1 .. t)."""
    length = u.shape[1]
    ends = torch.zeros_like(delta).double() + delta.double().cumsum(1)
    outputs = []
    for t in range(length):
        total = skip.double() * u[:, t].double()
        for s in range(t + 1):
            span = (ends[:, t] - ends[:, s]) if s < t else torch.zeros_like(ends[:, t])
            weight = torch.exp(span[..., None] * A.double())
            inner = torch.einsum("bdn,bn,bn->bd", weight, Bm[:, s].double(), C[:, t].double())
            total = total + delta[:, s].double() * u[:, s].double() * inner
        outputs.append(total)
    return torch.stack(outputs, 1).to(u.dtype)
