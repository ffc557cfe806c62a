import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    # a convolution proper turns the kernel by 180 degrees
    kernel = weight[..., ::-1, ::-1]
    kh, kw = kernel.shape[-2:]
    if padding:
        x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(-2, -1))
    windows = windows[:, :, ::stride, ::stride]
    y = np.einsum("nchwij,ocij->nohw", windows, kernel)
    return y if bias is None else y + bias.reshape(1, -1, 1, 1)
