import torch
from torch import nn


class CachedAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.h, self.d = num_heads, embed_dim // num_heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (nn.Linear(embed_dim, embed_dim) for _ in range(4))

    def forward(self, x, past=None):
        b, t, e = x.shape
        q, k, v = [
            f(x).reshape(b, t, self.h, self.d).permute(0, 2, 1, 3) for f in (self.q_proj, self.k_proj, self.v_proj)
        ]
        if past is not None:
            k, v = torch.cat([k, past[0]], 2), torch.cat([v, past[1]], 2)
        p = k.shape[2] - t
        s = torch.einsum("bhtd,bhsd->bhts", q, k) / self.d**0.5
        s = s + torch.full((t, p + t), float("-inf")).triu(p + 1)
        y = torch.einsum("bhts,bhsd->bthd", s.softmax(3), v).reshape(b, t, e)
        return self.out_proj(y), (k, v)
