import torch
from torch import nn


class CrossAttentionResampler(nn.Module):
    def __init__(self, num_queries, dim, vision_dim, num_heads):
        super().__init__()
        self.dim = dim
        self.heads = num_heads
        self.queries = nn.Parameter(torch.randn(num_queries, dim))
        self.q_proj = nn.Linear(dim, dim)
        self.k_proj = nn.Linear(vision_dim, dim)
        self.v_proj = nn.Linear(vision_dim, dim)
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, vision, mask=None):
        width = self.dim // self.heads
        k, v = self.k_proj(vision), self.v_proj(vision)
        outs = []
        for h in range(self.heads):
            cut = slice(h * width, (h + 1) * width)
            s = torch.einsum("qd,bnd->bqn", self.queries[:, cut], k[..., cut]) / width**0.5
            if mask is not None:
                s = s.masked_fill(~mask[:, None], -1e9)
            outs.append(s.softmax(2).bmm(v[..., cut]))
        return self.out_proj(torch.cat(outs, 2))
