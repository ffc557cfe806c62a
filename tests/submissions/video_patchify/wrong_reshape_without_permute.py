def patchify(video, pt, p):
    B, T, C, H, W = video.shape
    if T % pt != 0 or H % p != 0 or W % p != 0:
        raise ValueError("not divisible")
    return video.contiguous().view(B, -1, pt * C * p * p)


def unpatchify(tokens, pt, p, shape):
    T, C, H, W = shape
    if T % pt != 0 or H % p != 0 or W % p != 0:
        raise ValueError("not divisible")
    return tokens.contiguous().view(tokens.size(0), T, C, H, W)
