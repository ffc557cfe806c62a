import torch
import torch.nn.functional as F


def zero_shot(image, prompts, logit_scale):
    img = F.normalize(image, dim=-1)
    votes = [F.softmax(logit_scale * img @ F.normalize(column, dim=-1).T, dim=-1) for column in prompts.unbind(1)]
    return torch.stack(votes).mean(0)
