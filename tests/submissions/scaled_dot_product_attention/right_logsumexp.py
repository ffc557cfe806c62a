from torch import finfo, logsumexp


def scaled_dot_product_attention(q, k, v, mask=None):
    root = q.shape[-1] ** 0.25
    compatibility = (q / root).matmul((k / root).mT)
    if mask is None:
        weights = (compatibility - logsumexp(compatibility, -1, keepdim=True)).exp()
        return weights.matmul(v), weights
    compatibility = compatibility.masked_fill(mask.logical_not(), finfo(q.dtype).min)
    weights = (compatibility - logsumexp(compatibility, -1, keepdim=True)).exp() * mask
    return weights.matmul(v), weights
