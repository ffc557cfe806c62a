import numpy as np
import torch


def binary_cross_entropy(y_true, y_pred, eps=1e-12):
    p = torch.tensor(np.array(y_pred, dtype=np.float64)).clamp(eps, 1 - eps)
    y = torch.tensor(np.array(y_true, dtype=np.float64))
    return torch.nn.functional.binary_cross_entropy(p, y).item()
