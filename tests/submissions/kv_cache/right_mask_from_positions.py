import math, torch
from torch import nn


class CachedAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.h = num_heads
        self.d = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, embed_dim)
        self.v_proj = nn.Linear(embed_dim, embed_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x, past=None):
        B, T, E = x.shape
        f = lambda y: y.reshape(B, T, self.h, self.d).permute(0, 2, 1, 3)
        q, k, v = f(self.q_proj(x)), f(self.k_proj(x)), f(self.v_proj(x))
        P = 0
        if past is not None:
            pk, pv = past
            P = pk.size(-2)
            k, v = torch.concat([pk, k], -2), torch.concat([pv, v], -2)
        s = torch.einsum("bhtd,bhsd->bhts", q, k) / math.sqrt(self.d)
        if T > 1:
            m = torch.arange(P + T)[None, :] > torch.arange(P, P + T)[:, None]
            s = s.masked_fill(m, -1e9)
        y = torch.einsum("bhts,bhsd->bthd", torch.softmax(s, dim=-1), v).reshape(B, T, E)
        return self.out_proj(y), (k, v)
