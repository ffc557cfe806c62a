import torch
import torch.nn.functional as F
from torch import Tensor


def zero_shot(image: Tensor, prompts: Tensor, logit_scale: float) -> Tensor:
    # The length of the mean does not matter once it is normalised, so a sum will do.
    directions = F.normalize(prompts, dim=2).sum(dim=1)
    text = F.normalize(directions, dim=1)
    logits = logit_scale * F.linear(F.normalize(image, dim=1), text)
    return logits.softmax(dim=1)
