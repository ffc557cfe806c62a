import torch
import torch.nn.functional as F


def zero_shot(image, prompts, logit_scale):
    text = F.normalize(F.normalize(prompts, dim=-1).mean(dim=1), dim=-1)
    scale = torch.tensor(logit_scale, dtype=image.dtype).exp()
    return F.softmax(scale * (F.normalize(image, dim=-1) @ text.mT), dim=1)
