import torch
from torch import nn


class LayerNorm(nn.LayerNorm):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__(normalized_shape, eps=eps)
