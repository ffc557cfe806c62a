import torch
from torch import Tensor, nn


class Residual(nn.Module):
    """Normalises the sum; it has no parameters of its own, the norm is passed in."""

    def forward(self, x: Tensor, added: Tensor, norm: nn.LayerNorm) -> Tensor:
        total = x + added
        return nn.functional.layer_norm(total, norm.normalized_shape, norm.weight, norm.bias, norm.eps)


class QFormerLayer(nn.Module):
    def __init__(self, dim: int, vision_dim: int, num_heads: int, ffn_dim: int):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim)
        self.norm2 = nn.LayerNorm(dim)
        self.norm3 = nn.LayerNorm(dim)
        self.self_attn = nn.MultiheadAttention(dim, num_heads, batch_first=True)
        self.cross_attn = nn.MultiheadAttention(dim, num_heads, kdim=vision_dim, vdim=vision_dim, batch_first=True)
        self.fc1 = nn.Linear(dim, ffn_dim)
        self.fc2 = nn.Linear(ffn_dim, dim)
        self.residual = Residual()

    def one(self, q: Tensor, image: Tensor) -> Tensor:
        q, image = q.unsqueeze(0), image.unsqueeze(0)
        q = self.residual(q, self.self_attn(q, q, q)[0], self.norm1)
        q = self.residual(q, self.cross_attn(q, image, image)[0], self.norm2)
        h = self.fc1(q)
        h = h * torch.special.ndtr(h)
        return self.residual(q, self.fc2(h), self.norm3)[0]

    def forward(self, queries: Tensor, vision: Tensor) -> Tensor:
        return torch.stack([self.one(q, image) for q, image in zip(queries.unbind(), vision.unbind())])
