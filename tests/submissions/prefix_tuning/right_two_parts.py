import torch


def prefix_attention(q, k, v, prefix_k, prefix_v, mask=None):
    """The prefix is never copied over the batch: two score blocks, one softmax, two products."""
    q = q * q.shape[-1] ** -0.5
    front = torch.einsum("bhtd,hpd->bhtp", q, prefix_k)
    real = torch.einsum("bhtd,bhsd->bhts", q, k)
    if mask is not None:
        real = torch.where(mask, real, torch.tensor(float("-inf"), dtype=real.dtype))
    weights = torch.softmax(torch.cat((front, real), dim=-1), dim=-1)
    on_prefix, on_real = weights.split([prefix_k.shape[1], k.shape[2]], dim=-1)
    return torch.einsum("bhtp,hpd->bhtd", on_prefix, prefix_v) + torch.einsum("bhts,bhsd->bhtd", on_real, v)
