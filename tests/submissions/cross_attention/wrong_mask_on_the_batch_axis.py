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
        b = len(vision)
        q = self.q_proj(self.queries).expand(b, -1, -1).unflatten(-1, (self.heads, -1)).swapaxes(1, 2)
        k = self.k_proj(vision).unflatten(-1, (self.heads, -1)).swapaxes(1, 2)
        v = self.v_proj(vision).unflatten(-1, (self.heads, -1)).swapaxes(1, 2)
        logits = q.matmul(k.mT) * q.size(-1) ** -0.5
        if mask is not None:
            logits = logits.masked_fill(mask == 0, float("-inf"))
        return self.out_proj(logits.softmax(-1).matmul(v).swapaxes(1, 2).reshape(b, -1, self.dim))
