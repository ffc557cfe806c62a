import math

import torch


def attend(q, k, v, mask=None):
    scores = torch.matmul(q, k.transpose(2, 3)) / math.sqrt(q.size(3))
    if mask is not None:
        scores = scores.masked_fill(mask == 0, float("-inf"))
    return torch.matmul(scores.softmax(3).nan_to_num(0.0), v)


def prefix_attention(q, k, v, prefix_k, prefix_v, mask=None):
    return attend(q, prefix_k.unsqueeze(0), prefix_v.unsqueeze(0)) + attend(q, k, v, mask)
