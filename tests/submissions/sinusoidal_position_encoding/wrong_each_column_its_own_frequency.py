import numpy as np
import torch


def sinusoidal_position_encoding(max_len, dim, base=10000.0):
    angle = np.array([[p / base ** (c / dim) for c in range(dim)] for p in range(max_len)])
    angle[:, 0::2] = np.sin(angle[:, 0::2])
    angle[:, 1::2] = np.cos(angle[:, 1::2])
    return torch.from_numpy(angle.astype(np.float32))
