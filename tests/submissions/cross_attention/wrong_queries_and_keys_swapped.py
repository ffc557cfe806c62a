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
        B, N = vision.shape[:2]
        Q = self.q_proj(vision).reshape(B, N, self.heads, -1)
        learned = self.queries.unsqueeze(0).repeat(B, 1, 1)
        K = self.k_proj(learned).reshape(B, -1, self.heads, self.dim // self.heads)
        V = self.v_proj(learned).reshape(B, -1, self.heads, self.dim // self.heads)
        s = torch.einsum("bqhd,bkhd->bhqk", Q, K) * (self.dim // self.heads) ** -0.5
        if mask is not None:
            s = s.masked_fill(mask[:, None, None].logical_not(), float("-inf"))
        return self.out_proj(torch.einsum("bhqk,bkhd->bqhd", s.softmax(-1), V).reshape(B, N, self.dim))
