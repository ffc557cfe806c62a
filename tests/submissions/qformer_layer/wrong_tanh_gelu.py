import torch
from torch import nn


class QFormerLayer(nn.Module):
    def __init__(self, dim, vision_dim, num_heads, ffn_dim):
        super().__init__()
        self.fc1 = nn.Linear(dim, ffn_dim)
        self.fc2 = nn.Linear(ffn_dim, dim)
        self.norm1 = nn.LayerNorm(dim)
        self.norm2 = nn.LayerNorm(dim)
        self.norm3 = nn.LayerNorm(dim)
        self.self_attn = nn.MultiheadAttention(dim, num_heads, batch_first=True)
        self.cross_attn = nn.MultiheadAttention(dim, num_heads, kdim=vision_dim, vdim=vision_dim, batch_first=True)

    def forward(self, queries, vision):
        h = self.norm1(queries + self.self_attn(queries, queries, queries)[0])
        h = self.norm2(h + self.cross_attn(h, vision, vision)[0])
        z = self.fc1(h)
        z = 0.5 * z * (1 + torch.tanh(0.7978845608028654 * (z + 0.044715 * z**3)))
        return self.norm3(h + self.fc2(z))
