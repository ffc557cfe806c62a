"""A layer of the querying transformer (J. Li et al., "BLIP-2", ICML 2023), a BERT layer with cross-attention.

Learned queries first talk to each other, then read the frozen image encoder's tokens, then are worked on one by one.
Each of the three adds to its input and is normalised afterwards (post-norm, A. Vaswani et al., 2017)."""

from torch import Tensor, nn


class QFormerLayer(nn.Module):
    def __init__(self, dim: int, vision_dim: int, num_heads: int, ffn_dim: int):
        super().__init__()
        self.self_attn = nn.MultiheadAttention(dim, num_heads, batch_first=True)
        self.cross_attn = nn.MultiheadAttention(dim, num_heads, kdim=vision_dim, vdim=vision_dim, batch_first=True)
        self.fc1 = nn.Linear(dim, ffn_dim)
        self.gelu = nn.GELU()
        self.fc2 = nn.Linear(ffn_dim, dim)
        self.norm1, self.norm2, self.norm3 = nn.LayerNorm(dim), nn.LayerNorm(dim), nn.LayerNorm(dim)

    def forward(self, queries: Tensor, vision: Tensor) -> Tensor:
        x = queries  # [B, Q, dim]
        x = self.norm1(x + self.self_attn(x, x, x)[0])
        x = self.norm2(x + self.cross_attn(x, vision, vision)[0])
        return self.norm3(x + self.fc2(self.gelu(self.fc1(x))))  # [B, Q, dim], whatever N is
