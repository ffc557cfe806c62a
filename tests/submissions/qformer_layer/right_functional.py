import torch
import torch.nn.functional as F
from torch import Tensor, nn


class QFormerLayer(nn.Module):
    def __init__(self, dim: int, vision_dim: int, num_heads: int, ffn_dim: int):
        super().__init__()
        attention = {"embed_dim": dim, "num_heads": num_heads, "batch_first": True}
        self.self_attn = nn.MultiheadAttention(**attention)
        self.cross_attn = nn.MultiheadAttention(**attention, kdim=vision_dim, vdim=vision_dim)
        self.fc1 = nn.Linear(dim, ffn_dim)
        self.fc2 = nn.Linear(ffn_dim, dim)
        for i in (1, 2, 3):
            setattr(self, f"norm{i}", nn.LayerNorm(dim))

    def self_attention(self, x: Tensor, vision: Tensor) -> Tensor:
        attended, _ = self.self_attn(x, x, x)
        return attended

    def cross_attention(self, x: Tensor, vision: Tensor) -> Tensor:
        attended, _ = self.cross_attn(query=x, key=vision, value=vision)
        return attended

    def feed_forward(self, x: Tensor, vision: Tensor) -> Tensor:
        return self.fc2(F.gelu(self.fc1(x)))

    def forward(self, queries: Tensor, vision: Tensor) -> Tensor:
        state = queries
        for sub_layer, norm in (
            (self.self_attention, self.norm1),
            (self.cross_attention, self.norm2),
            (self.feed_forward, self.norm3),
        ):
            state = norm(torch.add(state, sub_layer(state, vision)))
        return state
