from torch import nn
import torch.nn.functional as F


class QFormerLayer(nn.Module):
    def __init__(self, dim, vision_dim, num_heads, ffn_dim):
        super().__init__()
        self.self_attn = nn.MultiheadAttention(dim, num_heads, batch_first=True)
        self.cross_attn = nn.MultiheadAttention(dim, num_heads, kdim=vision_dim, vdim=vision_dim, batch_first=True)
        self.norm1, self.norm2, self.norm3 = nn.LayerNorm(dim), nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.fc1, self.fc2 = nn.Linear(dim, ffn_dim), nn.Linear(ffn_dim, dim)

    def forward(self, q, v):
        q = q + self.norm1(self.self_attn(q, q, q)[0])
        q = q + self.norm2(self.cross_attn(q, v, v)[0])
        return q + self.norm3(self.fc2(F.gelu(self.fc1(q))))
