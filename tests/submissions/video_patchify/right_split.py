import torch


def patchify(video, pt, p):
    B, T, C, H, W = video.shape
    for size, part in ((T, pt), (H, p), (W, p)):
        if size % part != 0:
            raise ValueError(f"{size} is not a multiple of {part}")
    pieces = []
    for clip in video.split(pt, dim=1):
        for band in clip.split(p, dim=3):
            for patch in band.split(p, dim=4):
                pieces.append(patch.flatten(1))
    return torch.stack(pieces, 1)


def unpatchify(tokens, pt, p, shape):
    T, C, H, W = shape
    for size, part in ((T, pt), (H, p), (W, p)):
        if size % part != 0:
            raise ValueError(f"{size} is not a multiple of {part}")
    B = tokens.shape[0]
    it = iter(tokens.unbind(1))
    clips = []
    for _ in range(T // pt):
        bands = []
        for _ in range(H // p):
            bands.append(torch.cat([next(it).reshape(B, pt, C, p, p) for _ in range(W // p)], dim=-1))
        clips.append(torch.cat(bands, dim=-2))
    return torch.cat(clips, dim=1)
