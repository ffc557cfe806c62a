"""Zero-shot classification with CLIP (A. Radford et al., "Learning Transferable Visual Models From Natural Language
Supervision", ICML 2021, section 3.1).

The class weights are text embeddings: the mean direction of all prompts of a class. Only directions count, so every
prompt is normalised before the mean, and the mean, which is shorter than 1, once more."""

import torch
from torch import Tensor


def unit(x: Tensor) -> Tensor:
    return x / x.norm(dim=-1, keepdim=True)


def zero_shot(image: Tensor, prompts: Tensor, logit_scale: float) -> Tensor:
    classes = unit(unit(prompts).mean(1))  # [K, D]
    cosine = unit(image) @ classes.T  # [B, K]
    return torch.softmax(logit_scale * cosine, -1)
