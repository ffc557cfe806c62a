import torch
from torch import Tensor


def inverse_length(x: Tensor) -> Tensor:
    return torch.einsum("...d,...d->...", x, x).rsqrt()


def zero_shot(image: Tensor, prompts: Tensor, logit_scale: float) -> Tensor:
    count = prompts.size(1)
    average = torch.einsum("kpd,kp->kd", prompts, inverse_length(prompts)) / count
    products = torch.einsum("bd,kd->bk", image, average)
    cosine = products * inverse_length(image)[:, None] * inverse_length(average)
    scores = cosine.mul(logit_scale)
    exponentials = (scores - scores.amax(dim=1, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim=1, keepdim=True)
