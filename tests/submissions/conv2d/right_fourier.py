import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    """A product of spectra; the kernel's is conjugated, for it is not flipped."""
    border = (padding, padding)
    image = np.pad(x, ((0, 0), (0, 0), border, border)).astype(np.float64)
    size, (kh, kw) = image.shape[2:], weight.shape[2:]
    rows, columns = size[0] - kh + 1, size[1] - kw + 1
    if rows < 1 or columns < 1:
        raise ValueError("the kernel does not fit")
    spectrum = np.fft.rfft2(image)
    kernels = np.conj(np.fft.rfft2(weight.astype(np.float64), size))
    out = np.fft.irfft2(np.einsum("ncuv,ocuv->nouv", spectrum, kernels), size)
    out = out[:, :, :rows:stride, :columns:stride]
    if bias is not None:
        out = out + bias.reshape(-1, 1, 1)
    return out.astype(x.dtype)
