import torch


def positions(pt, p, shape):
    """Where in the flattened video each value of each token stands, [L, values]."""
    t, c, h, w = shape
    if t % pt != 0 or h % p != 0 or w % p != 0:
        raise ValueError("the video does not divide into patches")
    place = torch.arange(t * c * h * w).reshape(t, c, h, w)
    rows = []
    for first in place.split(pt, dim=0):
        for band in first.split(p, dim=2):
            rows.extend(cell.reshape(-1) for cell in band.split(p, dim=3))
    return torch.stack(rows)


def patchify(video, pt, p):
    index = positions(pt, p, tuple(video.shape[1:]))
    return video.reshape(len(video), -1)[:, index]


def unpatchify(tokens, pt, p, shape):
    index = positions(pt, p, shape).reshape(-1)
    return tokens.reshape(len(tokens), -1)[:, index.argsort()].reshape(len(tokens), *shape)
