import math

import torch
import torch.nn as nn


def attend_one_head(q, k, v, allowed):
    scores = torch.bmm(q, k.mT) / math.sqrt(q.size(-1))
    if allowed is not None:
        scores = scores.masked_fill(allowed.logical_not(), float("-inf"))
    scores = (scores - scores.max(-1, keepdim=True).values).exp()
    return torch.bmm(scores / scores.sum(-1, keepdim=True), v)


class EncoderBlock(nn.Module):
    def __init__(self, dim, num_heads, mlp_dim, pre_norm=True):
        super().__init__()
        self.num_heads = num_heads
        self.pre_norm = pre_norm
        self.fc1, self.fc2 = nn.Linear(dim, mlp_dim), nn.Linear(mlp_dim, dim)
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.q_proj, self.k_proj = nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.v_proj, self.out_proj = nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.gelu = nn.GELU()

    def self_attention(self, x, mask):
        b, t, e = x.shape
        if mask is not None:
            mask = torch.broadcast_to(mask, (b, self.num_heads, t, t))
        chunks = [p(x).chunk(self.num_heads, dim=-1) for p in (self.q_proj, self.k_proj, self.v_proj)]
        heads = []
        for h, (q, k, v) in enumerate(zip(*chunks)):
            heads.append(attend_one_head(q, k, v, None if mask is None else mask[:, h]))
        return self.out_proj(torch.cat(heads, dim=-1))

    def forward(self, x, mask=None):
        a = self.norm1(x) if self.pre_norm else x
        x = self.self_attention(a, mask).add(x)
        if not self.pre_norm:
            x = self.norm1(x)
        m = self.norm2(x) if self.pre_norm else x
        x = self.fc2(self.gelu(self.fc1(m))).add(x)
        return x if self.pre_norm else self.norm2(x)
