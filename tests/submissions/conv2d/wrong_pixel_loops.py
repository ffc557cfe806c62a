import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    kh, kw = weight.shape[2:]
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError("kernel larger than the image")
    tops = range(0, x.shape[2] - kh + 1, stride)
    lefts = range(0, x.shape[3] - kw + 1, stride)
    images = []
    for image in x:
        maps = []
        for k, kernel in enumerate(weight):
            shift = 0 if bias is None else bias[k]
            maps.append([[(image[:, t : t + kh, l : l + kw] * kernel).sum() + shift for l in lefts] for t in tops])
        images.append(maps)
    return np.array(images, dtype=x.dtype)
