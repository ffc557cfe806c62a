import torch.nn.functional as F


def zero_shot(image, prompts, logit_scale):
    text = F.normalize(F.normalize(prompts, dim=-1).mean(dim=1), dim=-1)
    logits = logit_scale * text @ F.normalize(image, dim=-1).T
    return logits.softmax(dim=-1).T
