import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    scores = torch.einsum("...id,...jd->...ij", q, k) * q.shape[-1] ** -0.5
    if mask is None:
        weights = scores.softmax(dim=-1)
    else:
        weights = torch.where(mask, scores, -10000.0).softmax(dim=-1)
        weights = torch.where(mask, weights, 0.0)
    return torch.einsum("...ij,...jd->...id", weights, v), weights
