import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    logits = torch.exp(logit_scale) * torch.matmul(image, text.transpose(0, 1))
    target = torch.arange(image.size(0))
    a = F.cross_entropy(logits, target)
    b = F.cross_entropy(logits.transpose(0, 1), target)
    return 0.5 * (a + b)
