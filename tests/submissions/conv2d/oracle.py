import numpy as np
import torch


def conv2d(x, weight, bias=None, stride=1, padding=0):
    if weight.shape[2] > x.shape[2] + 2 * padding or weight.shape[3] > x.shape[3] + 2 * padding:
        raise ValueError("kernel too large")
    x, weight = (torch.from_numpy(np.ascontiguousarray(a)) for a in (x, weight))
    bias = None if bias is None else torch.from_numpy(np.ascontiguousarray(bias))
    return torch.nn.functional.conv2d(x, weight, bias, stride, padding).numpy()
