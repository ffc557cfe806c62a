import torch
from torch import nn


class CrossAttentionResampler(nn.Module):
    def __init__(self, num_queries, dim, vision_dim, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.queries = nn.Parameter(torch.empty(num_queries, dim))
        nn.init.trunc_normal_(self.queries, std=0.02)
        self.q_proj = nn.Linear(dim, dim)
        self.k_proj = nn.Linear(vision_dim, dim)
        self.v_proj = nn.Linear(vision_dim, dim)
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, vision, mask=None):
        heads = (self.num_heads, -1)
        q = self.q_proj(self.queries).unflatten(-1, heads)
        k = self.k_proj(vision).unflatten(-1, heads)
        v = self.v_proj(vision).unflatten(-1, heads)
        logits = torch.einsum("qhd,bnhd->bhqn", q, k) / q.shape[-1] ** 0.5
        if mask is not None:
            logits = torch.where(mask[:, None, None], logits, torch.finfo(logits.dtype).min)
        return self.out_proj(torch.einsum("bhqn,bnhd->bqhd", logits.softmax(-1), v).flatten(2))
