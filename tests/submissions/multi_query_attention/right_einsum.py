import torch
from torch import nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.n = num_heads
        d = embed_dim // num_heads
        self.v_proj = nn.Linear(embed_dim, d)
        self.k_proj = nn.Linear(embed_dim, d)
        self.out_proj = nn.Linear(embed_dim, embed_dim)
        self.q_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x, mask=None):
        q = self.q_proj(x).reshape(*x.shape[:2], self.n, -1)
        s = torch.einsum("bthd,bsd->bhts", q, self.k_proj(x)).div_(q.shape[-1] ** 0.5)
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return self.out_proj(torch.einsum("bhts,bsd->bthd", s.softmax(-1), self.v_proj(x)).flatten(-2))
