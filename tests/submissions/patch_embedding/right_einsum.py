import torch
from torch import Tensor, nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size: int, patch_size: int, in_channels: int, dim: int):
        super().__init__()
        if image_size % patch_size:
            raise ValueError("image_size must be a multiple of patch_size")
        self.shape = (in_channels, image_size // patch_size, patch_size, image_size // patch_size, patch_size)
        self.image_size = image_size
        self.cls_token = nn.Parameter(torch.empty(1, 1, dim).normal_(std=0.02))
        self.pos_embed = nn.Parameter(torch.empty(1, 1 + self.shape[1] ** 2, dim).normal_(std=0.02))
        self.proj = nn.Linear(in_channels * patch_size**2, dim)

    def forward(self, x: Tensor) -> Tensor:
        if tuple(x.shape[2:]) != (self.image_size,) * 2:
            raise ValueError("unexpected image size")
        c, g, p, _, _ = self.shape
        weight = self.proj.weight.reshape(-1, c, p, p)
        grid = torch.einsum("bcipjq,dcpq->bijd", x.reshape(-1, *self.shape), weight) + self.proj.bias
        position_of_cls, position_of_patches = self.pos_embed.split([1, g * g], dim=1)
        out = x.new_empty(len(x), 1 + g * g, weight.shape[0])
        out[:, :1] = self.cls_token + position_of_cls
        out[:, 1:] = grid.reshape(len(x), g * g, -1) + position_of_patches
        return out
