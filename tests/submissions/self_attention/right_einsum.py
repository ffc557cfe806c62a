import torch
from torch import nn
from torch.nn.functional import softmax


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super().__init__()
        self.q = nn.Linear(input_dim, dim_k, bias=True)
        self.k = nn.Linear(input_dim, dim_k, bias=True)
        self.v = nn.Linear(input_dim, dim_v, bias=True)
        self.register_buffer("scale", torch.tensor(float(dim_k)).rsqrt(), persistent=False)

    def forward(self, x, mask=None):
        logits = torch.einsum("bqd,bkd->bqk", self.q(x) * self.scale, self.k(x))
        if mask is not None:
            logits = torch.where(mask, logits, torch.finfo(logits.dtype).min)
        return torch.einsum("bqk,bke->bqe", softmax(logits, dim=2), self.v(x))
