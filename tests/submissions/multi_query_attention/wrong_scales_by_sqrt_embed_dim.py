import torch
from torch import nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, self.head_dim)
        self.v_proj = nn.Linear(embed_dim, self.head_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x, mask=None):
        B, T, E = x.shape
        q = self.q_proj(x).view(B, T, self.num_heads, self.head_dim)
        att = torch.einsum("bthd,bsd->bhts", q, self.k_proj(x)) * E**-0.5
        if mask is not None:
            att = att.where(mask, torch.tensor(float("-inf")))
        y = torch.einsum("bhts,bsd->bthd", torch.softmax(att, 3), self.v_proj(x))
        return self.out_proj(y.flatten(2))
