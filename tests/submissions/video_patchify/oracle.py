import torch


def tubes(t, h, w, pt, p):
    if t % pt or h % p or w % p:
        raise ValueError("not divisible")
    for ti in range(0, t, pt):
        for hi in range(0, h, p):
            for wi in range(0, w, p):
                yield slice(ti, ti + pt), slice(hi, hi + p), slice(wi, wi + p)


def patchify(video, pt, p):
    """Cut out patch by patch."""
    _, t, _, h, w = video.shape
    return torch.stack([video[:, a, :, b, c].flatten(1) for a, b, c in tubes(t, h, w, pt, p)], dim=1)


def unpatchify(tokens, pt, p, shape):
    t, c, h, w = shape
    video = tokens.new_zeros(tokens.shape[0], t, c, h, w)
    for i, (a, b, d) in enumerate(tubes(t, h, w, pt, p)):
        video[:, a, :, b, d] = tokens[:, i].reshape(-1, pt, c, p, p)
    return video
