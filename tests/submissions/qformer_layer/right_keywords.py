import torch
from torch import nn


class QFormerLayer(nn.Module):
    def __init__(self, dim, vision_dim, num_heads, ffn_dim):
        super().__init__()
        kw = dict(embed_dim=dim, num_heads=num_heads, batch_first=True, dropout=0.0)
        self.norm3 = nn.LayerNorm(dim)
        self.norm2 = nn.LayerNorm(dim)
        self.norm1 = nn.LayerNorm(dim)
        self.fc2 = nn.Linear(ffn_dim, dim)
        self.fc1 = nn.Linear(dim, ffn_dim)
        self.cross_attn = nn.MultiheadAttention(kdim=vision_dim, vdim=vision_dim, **kw)
        self.self_attn = nn.MultiheadAttention(**kw)

    def forward(self, queries, vision):
        h, _ = self.self_attn(query=queries, key=queries, value=queries, need_weights=False)
        x = self.norm1(h.add(queries))
        h, _ = self.cross_attn(query=x, key=vision, value=vision, need_weights=False)
        x = self.norm2(h.add(x))
        h = self.fc1(x)
        h = 0.5 * h * (1 + torch.erf(h * 2**-0.5))
        return self.norm3(self.fc2(h) + x)
