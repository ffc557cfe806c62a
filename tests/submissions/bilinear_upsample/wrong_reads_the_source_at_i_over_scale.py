import numpy as np


def bilinear_upsample(image, scale):
    if scale < 1:
        raise ValueError("scale must be >= 1")
    img = image if image.dtype.kind == "f" else image.astype(float)
    h, w = img.shape
    ii, jj = np.indices((h * scale, w * scale))
    y1, x1 = ii // scale, jj // scale
    y2, x2 = np.minimum(y1 + 1, h - 1), np.minimum(x1 + 1, w - 1)
    fy, fx = ((ii % scale) / scale).astype(img.dtype), ((jj % scale) / scale).astype(img.dtype)
    upper = (1 - fx) * img[y1, x1] + fx * img[y1, x2]
    lower = (1 - fx) * img[y2, x1] + fx * img[y2, x2]
    return (1 - fy) * upper + fy * lower
