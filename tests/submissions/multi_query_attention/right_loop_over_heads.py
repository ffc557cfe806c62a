import torch
from torch import nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.num_heads, self.width = num_heads, embed_dim // num_heads
        for name, out_features in [("q", embed_dim), ("k", self.width), ("v", self.width), ("out", embed_dim)]:
            setattr(self, f"{name}_proj", nn.Linear(embed_dim, out_features))

    def forward(self, x, mask=None):
        k, v = self.k_proj(x), self.v_proj(x)
        heads = []
        for h, q in enumerate(self.q_proj(x).split(self.width, dim=-1)):
            logits = torch.einsum("btd,bsd->bts", q, k) * self.width**-0.5
            if mask is not None:
                allowed = mask.expand(len(x), self.num_heads, x.shape[1], x.shape[1])[:, h]
                logits = torch.where(allowed, logits, torch.finfo(logits.dtype).min)
            heads.append(torch.einsum("bts,bsd->btd", logits.softmax(-1), v))
        return self.out_proj(torch.cat(heads, dim=-1))
