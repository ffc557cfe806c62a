"""Bilinear interpolation with half-pixel centres, as OpenCV, PIL and torch (align_corners=False) place them.

Pixel i covers the interval [i, i + 1] and its value belongs to the middle, i + 0.5. Output pixel i has its middle at
(i + 0.5) / scale in the source, which is (i + 0.5) / scale - 0.5 as an index. Bilinear is linear twice: rows, then
columns."""

import numpy as np


def taps(size: int, scale: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Along one axis: the two source indices of each output index and the weight of the second, [size * scale] each."""
    at = (np.arange(size * scale) + 0.5) / scale - 0.5
    at = at.clip(0, size - 1)
    low = np.floor(at).astype(int)
    high = np.minimum(low + 1, size - 1)
    return low, high, at - low


def bilinear_upsample(image: np.ndarray, scale: int) -> np.ndarray:
    if scale < 1:
        raise ValueError(f"scale must be at least 1, not {scale}")
    if not np.issubdtype(image.dtype, np.floating):
        image = image.astype(np.float64)
    top, bottom, down = taps(image.shape[0], scale)
    first, second, along = taps(image.shape[1], scale)
    down, along = down[:, None].astype(image.dtype), along.astype(image.dtype)
    tall = image[top] * (1 - down) + image[bottom] * down  # [H * scale, W]
    return tall[:, first] * (1 - along) + tall[:, second] * along  # [H * scale, W * scale]
