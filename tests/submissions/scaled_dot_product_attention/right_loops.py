"""One query at a time, over the keys that it may see only."""

import math

import torch


def attend(query, keys, values, allowed):
    weights = torch.zeros(len(keys), dtype=query.dtype)
    seen = allowed.nonzero().flatten()
    if len(seen) == 0:
        return (values * weights[:, None]).sum(0), weights
    scores = torch.stack([(query * keys[j]).sum() for j in seen]) / math.sqrt(len(query))
    weights = weights.index_put((seen,), torch.softmax(scores, 0))
    return (values * weights[:, None]).sum(0), weights


def scaled_dot_product_attention(q, k, v, mask=None):
    *lead, t, d = q.shape
    s, dv = v.shape[-2:]
    allowed = torch.ones(*lead, t, s, dtype=torch.bool)
    if mask is not None:
        allowed = mask.expand(*lead, t, s)
    rows = [
        [attend(query, keys, values, row) for query, row in zip(queries, rows)]
        for queries, keys, values, rows in zip(
            q.reshape(-1, t, d), k.reshape(-1, s, d), v.reshape(-1, s, dv), allowed.reshape(-1, t, s)
        )
    ]
    output = torch.stack([torch.stack([out for out, _ in item]) for item in rows])
    weights = torch.stack([torch.stack([w for _, w in item]) for item in rows])
    return output.reshape(*lead, t, dv), weights.reshape(*lead, t, s)
