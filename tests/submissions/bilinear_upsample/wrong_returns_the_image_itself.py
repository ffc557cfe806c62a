import numpy as np


def bilinear_upsample(image, scale):
    if scale < 1:
        raise ValueError
    if scale == 1:
        return image
    H, W = image.shape
    y = np.clip((np.arange(H * scale) + 0.5) / scale - 0.5, 0, H - 1)
    x = np.clip((np.arange(W * scale) + 0.5) / scale - 0.5, 0, W - 1)
    y0 = y.astype(int)
    x0 = x.astype(int)
    y1 = np.minimum(y0 + 1, H - 1)
    x1 = np.minimum(x0 + 1, W - 1)
    dt = image.dtype if image.dtype.kind == "f" else np.float64
    fy = (y - y0)[:, None].astype(dt)
    fx = (x - x0).astype(dt)
    image = image.astype(dt)
    v = image[y0] * (1 - fy) + image[y1] * fy
    return v[:, x0] * (1 - fx) + v[:, x1] * fx
