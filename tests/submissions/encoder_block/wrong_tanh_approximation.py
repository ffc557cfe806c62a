import math

import torch
from torch import nn


class EncoderBlock(nn.Module):
    def __init__(self, dim, num_heads, mlp_dim, pre_norm=True):
        super().__init__()
        self.heads, self.pre = num_heads, pre_norm
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            setattr(self, name, nn.Linear(dim, dim))
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.fc1, self.fc2 = nn.Linear(dim, mlp_dim), nn.Linear(mlp_dim, dim)
        self.gelu = nn.GELU(approximate="tanh")

    def attend(self, x, mask):
        B, T, E = x.shape
        q, k, v = (f(x).view(B, T, self.heads, -1) for f in (self.q_proj, self.k_proj, self.v_proj))
        scores = torch.einsum("bihd,bjhd->bhij", q, k) / math.sqrt(E // self.heads)
        if mask is not None:
            scores = torch.where(mask, scores, torch.finfo(scores.dtype).min)
        return self.out_proj(torch.einsum("bhij,bjhd->bihd", scores.softmax(-1), v).reshape(B, T, E))

    def forward(self, x, mask=None):
        if self.pre:
            x = x + self.attend(self.norm1(x), mask)
            return x + self.fc2(self.gelu(self.fc1(self.norm2(x))))
        x = self.norm1(x + self.attend(x, mask))
        return self.norm2(x + self.fc2(self.gelu(self.fc1(x))))
