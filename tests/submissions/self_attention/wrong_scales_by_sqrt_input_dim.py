import torch
import torch.nn.functional as F
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super().__init__()
        self.dim = input_dim
        self.q, self.k, self.v = (nn.Linear(input_dim, d) for d in (dim_k, dim_k, dim_v))

    def forward(self, x, mask=None):
        energy = torch.einsum("bid,bjd->bij", self.q(x), self.k(x))
        if mask is not None:
            energy = torch.where(mask, energy, torch.finfo(energy.dtype).min)
        return torch.einsum("bij,bjd->bid", F.softmax(energy / self.dim**0.5, dim=-1), self.v(x))
