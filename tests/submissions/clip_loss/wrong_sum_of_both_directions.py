import torch
import torch.nn as nn


def clip_loss(image, text, logit_scale):
    normed = [nn.functional.normalize(v, dim=-1) for v in (image, text)]
    z = logit_scale.exp() * normed[0] @ normed[1].t()
    ce = nn.CrossEntropyLoss()
    labels = torch.arange(len(z))
    return ce(z, labels) + ce(z.t(), labels)
