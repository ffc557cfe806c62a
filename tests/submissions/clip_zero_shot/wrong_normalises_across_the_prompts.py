import torch, torch.nn.functional as F


def zero_shot(image, prompts, logit_scale):
    c = F.normalize(F.normalize(prompts).mean(1))
    return (logit_scale * F.normalize(image) @ c.T).softmax(-1)
