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
        q = self.q_proj(self.queries).unflatten(-1, (self.heads, -1))
        k = self.k_proj(vision).unflatten(-1, (self.heads, -1))
        v = self.v_proj(vision).unflatten(-1, (self.heads, -1))
        logits = torch.einsum("qhd,bnhd->bhqn", q, k) / (self.dim // self.heads) ** 0.5
        if mask is not None:
            padding = mask[:, None, None, :]
            logits = torch.where(padding, float("-inf"), logits)
        return self.out_proj(torch.einsum("bhqn,bnhd->bqhd", logits.softmax(-1), v).flatten(2))
