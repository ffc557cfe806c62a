def patchify(video, pt, p):
    B, T, C, H, W = video.shape
    x = video.reshape(B, T // pt, pt, C, H // p, p, W // p, p).movedim((4, 6), (2, 3))
    return x.flatten(4, 7).flatten(1, 3)


def unpatchify(tokens, pt, p, shape):
    T, C, H, W = shape
    x = tokens.reshape(len(tokens), T // pt, H // p, W // p, pt, C, p, p).movedim((2, 3), (4, 6))
    return x.reshape(len(tokens), T, C, H, W)
