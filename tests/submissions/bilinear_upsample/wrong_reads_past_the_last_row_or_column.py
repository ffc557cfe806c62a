import numpy as np


def bilinear_upsample(image, scale):
    if scale < 1:
        raise ValueError("scale must be >= 1")
    h, w = image.shape
    y = (np.arange(h * scale) + 0.5) / scale - 0.5
    x = (np.arange(w * scale) + 0.5) / scale - 0.5
    y0, x0 = np.maximum(np.floor(y).astype(int), 0), np.maximum(np.floor(x).astype(int), 0)
    wy, wx = np.maximum(y - y0, 0)[:, None], np.maximum(x - x0, 0)[None]
    a, b = image[np.ix_(y0, x0)], image[np.ix_(y0, x0 + 1)]
    c, d = image[np.ix_(y0 + 1, x0)], image[np.ix_(y0 + 1, x0 + 1)]
    return a * (1 - wy) * (1 - wx) + b * (1 - wy) * wx + c * wy * (1 - wx) + d * wy * wx
