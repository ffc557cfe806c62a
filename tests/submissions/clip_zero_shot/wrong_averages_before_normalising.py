import torch.nn.functional as F


def zero_shot(image, prompts, logit_scale):
    text = F.normalize(prompts.sum(1) / prompts.shape[1], dim=-1)
    img = F.normalize(image, dim=-1)
    return F.softmax(img.matmul(text.t()) * logit_scale, dim=-1)
