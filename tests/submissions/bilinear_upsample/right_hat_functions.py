import numpy as np


def hat(n, s):
    c = np.clip((np.arange(n * s) + 0.5) / s - 0.5, 0, n - 1)
    return np.maximum(0, 1 - np.abs(c[:, None] - np.arange(n)))


def bilinear_upsample(image, scale):
    if scale <= 0:
        raise ValueError("scale")
    out = hat(image.shape[0], scale) @ image.astype(float) @ hat(image.shape[1], scale).T
    return out.astype(image.dtype) if image.dtype.kind == "f" else out
