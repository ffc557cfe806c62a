"""Space-time patches of a video as tokens, as in video transformers and Sora (Arnab et al., 2021; Brooks et al., 2024).

Split each axis into (which patch, where inside), bring the three "which" axes to the front, and flatten both groups.
"""

from torch import Tensor


def check(frames: int, height: int, width: int, pt: int, p: int) -> None:
    if frames % pt or height % p or width % p:
        raise ValueError(f"{frames} x {height} x {width} is not divisible into patches of {pt} x {p} x {p}")


def patchify(video: Tensor, pt: int, p: int) -> Tensor:
    b, t, c, h, w = video.shape
    check(t, h, w, pt, p)
    parts = video.reshape(b, t // pt, pt, c, h // p, p, w // p, p)
    parts = parts.permute(0, 1, 4, 6, 2, 3, 5, 7)  # [B, T/pt, H/p, W/p, pt, C, p, p]
    return parts.reshape(b, (t // pt) * (h // p) * (w // p), pt * c * p * p)


def unpatchify(tokens: Tensor, pt: int, p: int, shape: tuple[int, int, int, int]) -> Tensor:
    t, c, h, w = shape
    check(t, h, w, pt, p)
    parts = tokens.reshape(-1, t // pt, h // p, w // p, pt, c, p, p)
    parts = parts.permute(0, 1, 4, 5, 2, 6, 3, 7)  # [B, T/pt, pt, C, H/p, p, W/p, p]
    return parts.reshape(-1, t, c, h, w)
