import numpy as np


def hat_matrix(size: int, scale: int) -> np.ndarray:
    """[size * scale, size]: row i holds the weights of the source pixels in output pixel i, a hat around its centre."""
    centre = np.clip((2 * np.arange(size * scale) + 1 - scale) / (2 * scale), 0, size - 1)
    return np.maximum(0, 1 - abs(centre[:, None] - np.arange(size)))


def bilinear_upsample(image: np.ndarray, scale: int) -> np.ndarray:
    if not scale >= 1:
        raise ValueError("scale must be positive")
    result_type = image.dtype if image.dtype.kind == "f" else np.float64
    rows, columns = (hat_matrix(size, scale) for size in image.shape)
    return (rows @ image @ columns.T).astype(result_type)
