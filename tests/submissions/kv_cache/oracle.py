import torch
import torch.nn.functional as F
from torch import nn


class CachedAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.h = num_heads
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            setattr(self, name, nn.Linear(embed_dim, embed_dim))

    def forward(self, x, past=None):
        B, T, E = x.shape
        q, k, v = (
            p(x).reshape(B, T, self.h, E // self.h).permute(0, 2, 1, 3) for p in (self.q_proj, self.k_proj, self.v_proj)
        )
        if past is not None:
            k, v = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)
        P = k.shape[2] - T
        mask = torch.arange(P + T)[None, :] <= torch.arange(P, P + T)[:, None]
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return self.out_proj(y.permute(0, 2, 1, 3).reshape(B, T, E)), (k, v)
