import torch
from torch import nn


class CachedAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.h = num_heads
        self.q_proj, self.k_proj = nn.Linear(embed_dim, embed_dim), nn.Linear(embed_dim, embed_dim)
        self.v_proj, self.out_proj = nn.Linear(embed_dim, embed_dim), nn.Linear(embed_dim, embed_dim)
        self.memory = None

    def forward(self, x, past=None):
        B, T, E = x.shape
        q, k, v = (f(x).reshape(B, T, self.h, -1).permute(0, 2, 1, 3) for f in (self.q_proj, self.k_proj, self.v_proj))
        if past is None and self.memory is not None and self.memory[0].size(0) == B:
            past = self.memory
        if past is not None:
            k, v = torch.cat([past[0], k], dim=-2), torch.cat([past[1], v], dim=-2)
        P = k.shape[2] - T
        future = torch.arange(P + T) > (P + torch.arange(T)).unsqueeze(1)
        s = torch.einsum("bhtd,bhsd->bhts", q, k) * (self.h / E) ** 0.5
        self.memory = (k.detach(), v.detach())
        y = s.masked_fill(future, float("-inf")).softmax(-1) @ v
        return self.out_proj(y.transpose(1, 2).reshape(B, T, E)), (k, v)
