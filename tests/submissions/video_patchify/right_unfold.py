import torch


def patchify(video, pt, p):
    T, H, W = video.shape[1], video.shape[3], video.shape[4]
    for size, part in ((T, pt), (H, p), (W, p)):
        if size % part != 0:
            raise ValueError(f"{size} is no multiple of {part}")
    windows = video.unfold(1, pt, pt).unfold(3, p, p).unfold(4, p, p)
    windows = torch.einsum("btchwfyx->bthwfcyx", windows)
    return windows.flatten(4).flatten(1, 3)


def unpatchify(tokens, pt, p, shape):
    T, C, H, W = shape
    if T % pt or H % p or W % p:
        raise ValueError(shape)
    grid = tokens.unflatten(1, (T // pt, H // p, W // p)).unflatten(4, (pt, C, p, p))
    return torch.einsum("bthwfcyx->btfchywx", grid).flatten(6, 7).flatten(4, 5).flatten(1, 2)
