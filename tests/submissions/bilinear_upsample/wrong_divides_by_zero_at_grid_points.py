import numpy as np


def axis_weights(n, scale):
    pos = np.minimum(np.maximum((np.arange(n * scale) + 0.5) / scale - 0.5, 0), n - 1)
    a = np.floor(pos)
    b = np.ceil(pos)
    with np.errstate(all="ignore"):
        return a.astype(int), b.astype(int), (b - pos) / (b - a), (pos - a) / (b - a)


def bilinear_upsample(image, scale):
    if scale < 1:
        raise ValueError("scale must be >= 1")
    out_type = image.dtype if image.dtype.kind == "f" else np.float64
    y1, y2, p, q = axis_weights(image.shape[0], scale)
    x1, x2, r, s = axis_weights(image.shape[1], scale)
    left = image[y1][:, x1] * p[:, None] + image[y2][:, x1] * q[:, None]
    right = image[y1][:, x2] * p[:, None] + image[y2][:, x2] * q[:, None]
    return (left * r + right * s).astype(out_type)
