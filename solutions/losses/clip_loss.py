"""The symmetric contrastive loss of CLIP (Radford et al., 2021): in a batch of pairs every image must pick its own text
among all texts, and every text its own image.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def clip_loss(image: Tensor, text: Tensor, logit_scale: Tensor) -> Tensor:
    """Contrastive loss of paired features image, text [B, D] at temperature exp(-logit_scale) -> scalar."""
    image = F.normalize(image, dim=1)  # [B, D], rows of length 1
    text = F.normalize(text, dim=-1)
    logits = logit_scale.exp() * image @ text.T  # [B, B], row i: image i against all texts
    pairs = torch.arange(len(logits), device=logits.device)  # the right answers lie on the diagonal
    return (F.cross_entropy(logits, pairs) + F.cross_entropy(logits.T, pairs)) / 2
