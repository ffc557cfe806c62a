import math


def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q.matmul(k.permute(0, 2, 1)) / math.sqrt(k.size(2))
    if mask is not None:
        scores = scores.masked_fill(mask.logical_not(), float("-inf"))
    weights = scores.softmax(2)
    if mask is not None:
        weights = weights.masked_fill(mask.logical_not(), 0)
    return weights.matmul(v), weights
