"""Cosine similarity of torch, one pair at a time."""

import torch
import torch.nn.functional as F


def zero_shot(image, prompts, logit_scale):
    logits = []
    for picture in image:
        row = []
        for group in prompts:
            direction = sum(text / torch.linalg.vector_norm(text) for text in group)
            row.append(logit_scale * F.cosine_similarity(picture, direction, dim=0, eps=1e-20))
        logits.append(torch.stack(row))
    return torch.stack(logits).log_softmax(1).exp()
