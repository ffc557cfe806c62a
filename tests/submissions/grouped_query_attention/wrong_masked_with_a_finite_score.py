import torch
from torch import nn


class GroupedQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads, num_kv_heads):
        super().__init__()
        if num_heads % num_kv_heads:
            raise ValueError("uneven groups")
        self.H, self.G, self.D = num_heads, num_kv_heads, embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, self.G * self.D)
        self.v_proj = nn.Linear(embed_dim, self.G * self.D)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x, mask=None):
        B, T, E = x.shape
        q = self.q_proj(x).view(B, T, self.H, self.D).transpose(1, 2)
        k = self.k_proj(x).view(B, T, self.G, self.D).transpose(1, 2)
        v = self.v_proj(x).view(B, T, self.G, self.D).transpose(1, 2)
        kv = [h // (self.H // self.G) for h in range(self.H)]
        s = torch.einsum("bhtd,bhsd->bhts", q, k[:, kv]) * self.D**-0.5
        if mask is not None:
            s = torch.where(mask, s, -100.0)
        o = s.softmax(-1) @ v[:, kv]
        return self.out_proj(o.transpose(1, 2).reshape(B, T, E))
