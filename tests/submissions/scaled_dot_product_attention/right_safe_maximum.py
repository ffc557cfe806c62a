import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    scores = torch.einsum("...id,...jd->...ij", q, k) / q.shape[-1] ** 0.5
    if mask is not None:
        scores = torch.where(mask, scores, torch.tensor(float("-inf"), dtype=scores.dtype))
    m = scores.max(-1, keepdim=True)[0]
    m = torch.where(m == float("-inf"), torch.zeros_like(m), m)
    e = torch.exp(scores - m)
    z = e.sum(-1, keepdim=True)
    w = e / torch.where(z == 0, torch.ones_like(z), z)
    return torch.einsum("...ij,...jd->...id", w, v), w
