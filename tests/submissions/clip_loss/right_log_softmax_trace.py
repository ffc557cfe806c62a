import torch
from torch.nn import functional as F


def clip_loss(image, text, logit_scale):
    image = image / image.norm(p=2, dim=1, keepdim=True)
    text = text / torch.linalg.vector_norm(text, dim=1, keepdim=True)
    logits_per_text = (text * logit_scale.exp()).matmul(image.t())
    logits_per_image = logits_per_text.t()
    picked = [F.log_softmax(z, dim=-1).trace() for z in (logits_per_image, logits_per_text)]
    return -sum(picked) / (2 * image.size(0))
