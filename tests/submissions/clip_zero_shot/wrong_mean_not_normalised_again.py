import torch


def zero_shot(image, prompts, logit_scale):
    img = image / torch.linalg.vector_norm(image, dim=1, keepdim=True)
    txt = prompts / torch.linalg.vector_norm(prompts, dim=2, keepdim=True)
    sims = torch.einsum("bd,kpd->bkp", img, txt).mean(2)
    return (sims * logit_scale).softmax(1)
