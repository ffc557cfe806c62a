import torch


def scaled_dot_product_attention(q, k, v, mask=None):
    logits = torch.einsum("...td,...sd->...ts", q, k) * q.size(-1) ** -0.5
    if mask is not None:
        logits.masked_fill(mask.logical_not(), float("-inf"))
    probabilities = logits.softmax(dim=-1)
    return torch.einsum("...ts,...sd->...td", probabilities, v), probabilities
