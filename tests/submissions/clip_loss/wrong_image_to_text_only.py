import torch


def clip_loss(image, text, logit_scale):
    i = image / image.norm(dim=-1, keepdim=True)
    t = text / text.norm(dim=-1, keepdim=True)
    z = logit_scale.exp() * (i @ t.mT)
    return -torch.log_softmax(z, dim=1).diag().mean()
