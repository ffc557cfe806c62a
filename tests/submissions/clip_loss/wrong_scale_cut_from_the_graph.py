import math

import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    s = math.exp(float(logit_scale))
    z = s * F.normalize(image, dim=-1) @ F.normalize(text, dim=-1).T
    y = torch.arange(len(z))
    return (F.cross_entropy(z, y) + F.cross_entropy(z.T, y)) * 0.5
