import math, torch
import torch.nn as nn
import torch.nn.functional as F


class Projection(nn.Module):
    def __init__(self, e):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(e, e).uniform_(-0.1, 0.1))
        self.bias = nn.Parameter(torch.zeros(e))

    def forward(self, x):
        return F.linear(x, self.weight, self.bias)


class MultiHeadAttention(nn.Module):
    def __init__(self, embed_dim: int, num_heads: int) -> None:
        super().__init__()
        if embed_dim < num_heads or embed_dim % num_heads:
            raise ValueError("nope")
        self.H, self.D = num_heads, embed_dim // num_heads
        for n in ("q", "k", "v", "out"):
            setattr(self, n + "_proj", Projection(embed_dim))

    def forward(self, query, key, value, mask=None):
        heads = []
        Q, K, V = self.q_proj(query), self.k_proj(key), self.v_proj(value)
        if mask is not None:
            while mask.dim() < 4:
                mask = mask[None]
            bias = torch.where(mask, 0.0, float("-inf"))
        for q, k, v, h in zip(Q.split(self.D, -1), K.split(self.D, -1), V.split(self.D, -1), range(self.H)):
            s = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(self.D)
            if mask is not None:
                s = s + bias[:, h if bias.shape[1] > 1 else 0]
            heads.append(torch.bmm(F.softmax(s, -1), v))
        return self.out_proj(torch.cat(heads, dim=-1))
