import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    z = logit_scale.exp() * F.normalize(image, dim=-1) @ F.normalize(text, dim=-1).T
    logp = F.log_softmax(z.flatten(), dim=0).view_as(z)
    return -logp.diagonal().mean()
