"""2-D convolution as deep learning means it: the cross-correlation of LeCun et al., "Gradient-Based Learning Applied to
Document Recognition" (1998).

Turn the loops inside out. Instead of walking over the output pixels and summing a window for each, walk over the few
places (i, j) of the kernel: every place contributes one matrix product, of its weights [O, C] with the image that is
shifted by (i, j) and thinned by the stride.
"""

import numpy as np


def conv2d(
    x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None = None, stride: int = 1, padding: int = 0
) -> np.ndarray:
    """Cross-correlate images x [N, C, H, W] with kernels [O, C, kh, kw] -> [N, O, H', W']."""
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    image, kernel = x.shape[2:], weight.shape[2:]
    if any(k > size for size, k in zip(image, kernel)):
        raise ValueError(f"kernel {kernel} is larger than the padded image {image}")
    rows, columns = ((size - k) // stride + 1 for size, k in zip(image, kernel))

    out = np.zeros((len(weight), len(x), rows, columns), dtype=x.dtype)  # [O, N, H', W']
    for i in range(kernel[0]):
        for j in range(kernel[1]):
            shifted = x[:, :, i : i + stride * rows : stride, j : j + stride * columns : stride]  # [N, C, H', W']
            out += np.tensordot(weight[:, :, i, j], shifted, axes=(1, 1))  # [O, C] x [N, C, H', W']
    out = out.swapaxes(0, 1)  # [N, O, H', W']
    return out if bias is None else out + bias[:, None, None]
