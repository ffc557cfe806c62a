import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    i, t = F.normalize(image, p=2, dim=-1), F.normalize(text, p=2, dim=-1)
    z = i @ t.T * logit_scale
    y = torch.arange(z.shape[0])
    return torch.stack([F.cross_entropy(z, y), F.cross_entropy(z.T, y)]).mean()
