import torch


def patchify(video, pt, p):
    B, T, C, H, W = video.shape
    if T % pt or H % p or W % p:
        raise ValueError
    x = video.reshape(B, T // pt, pt, C, H // p, p, W // p, p)
    return x.permute(0, 1, 4, 6, 2, 3, 5, 7).reshape(B, -1, pt * C * p * p)


def unpatchify(tokens, pt, p, shape):
    T, C, H, W = shape
    x = tokens.reshape(-1, T // pt, H // p, W // p, pt, C, p, p)
    return x.permute(0, 1, 4, 5, 2, 6, 3, 7).reshape(-1, T, C, H, W)
