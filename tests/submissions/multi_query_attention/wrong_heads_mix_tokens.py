import torch
from torch import nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.num_heads, self.d = num_heads, embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, self.d)
        self.v_proj = nn.Linear(embed_dim, self.d)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x, mask=None):
        B, T, E = x.size()
        q = self.q_proj(x).contiguous().view(B, self.num_heads, T, self.d)
        s = torch.einsum("bhtd,bsd->bhts", q, self.k_proj(x)) * self.d**-0.5
        if mask is not None:
            s = s.masked_fill(mask == 0, -1e9)
        o = torch.einsum("bhts,bsd->bthd", s.softmax(-1), self.v_proj(x))
        return self.out_proj(o.reshape(B, T, E))
