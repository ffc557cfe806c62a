import torch
from torch import nn


class CrossAttentionResampler(nn.Module):
    def __init__(self, num_queries, dim, vision_dim, num_heads):
        super().__init__()
        self.queries = nn.Parameter(torch.randn(num_queries, dim) * 0.02)
        self.q_proj, self.out_proj = nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.k_proj, self.v_proj = nn.Linear(vision_dim, dim), nn.Linear(vision_dim, dim)
        self.h = num_heads

    def forward(self, vision, mask=None):
        q = self.q_proj(self.queries).unflatten(-1, (self.h, -1))
        k, v = (f(vision).unflatten(-1, (self.h, -1)) for f in (self.k_proj, self.v_proj))
        s = torch.einsum("qhd,bnhd->bhqn", q, k) * q.shape[-1] ** -0.5
        if mask is not None:
            s = s.masked_fill(~mask[:, None, None], -100.0)
        return self.out_proj(torch.einsum("bhqn,bnhd->bqhd", s.softmax(-1), v).flatten(2))
