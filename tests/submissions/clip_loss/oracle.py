import torch


def clip_loss(image, text, logit_scale):
    """Brute force over all pairs, in loops."""
    b = len(image)
    cosine = [[torch.nn.functional.cosine_similarity(image[i], text[j], dim=0) for j in range(b)] for i in range(b)]
    s = torch.exp(logit_scale)
    total = image.new_zeros(())
    for k in range(b):
        to_text = torch.stack([s * cosine[k][j] for j in range(b)])
        to_image = torch.stack([s * cosine[j][k] for j in range(b)])
        total = total + torch.logsumexp(to_text, 0) + torch.logsumexp(to_image, 0) - 2 * s * cosine[k][k]
    return total / (2 * b)
