import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    image = image / image.norm(dim=0)
    text = text / text.norm(dim=0)
    z = logit_scale.exp() * image @ text.t()
    y = torch.arange(z.size(0))
    return F.cross_entropy(z, y) / 2 + F.cross_entropy(z.t(), y) / 2
