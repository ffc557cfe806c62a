"""Computes in float32 or wider and goes back to the dtype of the inputs at the end."""

import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    dtype = q.dtype
    q, k, v = (x.to(torch.promote_types(dtype, torch.float32)) for x in (q, k, v))
    scores = (q.unsqueeze(-2) * k.unsqueeze(-3)).sum(-1) / q.shape[-1] ** 0.5
    visible = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask.broadcast_to(scores.shape)
    top = scores.masked_fill(~visible, float("-inf")).amax(-1, keepdim=True).nan_to_num(neginf=0.0)
    odds = torch.where(visible, (scores - top).clamp(max=0), float("-inf")).exp()
    weights = odds / odds.sum(-1, keepdim=True).where(visible.any(-1, keepdim=True), 1.0)
    output = (weights.unsqueeze(-1) * v.unsqueeze(-3)).sum(-2)
    return output.to(dtype), weights.to(dtype)
