import math, torch
import torch.nn as nn


class CrossAttentionResampler(nn.Module):
    def __init__(self, num_queries, dim, vision_dim, num_heads):
        super().__init__()
        self.queries = nn.Parameter(torch.zeros(num_queries, dim))
        nn.init.trunc_normal_(self.queries, std=0.02)
        self.q_proj, self.out_proj = nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.k_proj, self.v_proj = nn.Linear(vision_dim, dim), nn.Linear(vision_dim, dim)
        self.h = num_heads

    def forward(self, vision, mask=None):
        q = self.q_proj(self.queries)
        outs = []
        for b in range(vision.shape[0]):
            x = vision[b] if mask is None else vision[b][mask[b]]
            k, v = self.k_proj(x), self.v_proj(x)
            parts = []
            for qh, kh, vh in zip(q.chunk(self.h, 1), k.chunk(self.h, 1), v.chunk(self.h, 1)):
                parts.append(torch.softmax(qh @ kh.T / math.sqrt(qh.shape[1]), 1) @ vh)
            outs.append(torch.cat(parts, 1))
        return self.out_proj(torch.stack(outs))
