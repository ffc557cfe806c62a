import torch
from torch import Tensor, nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size: int, patch_size: int, in_channels: int, dim: int):
        super().__init__()
        self.side = image_size
        self.p = patch_size
        self.grid = image_size // patch_size
        self.proj = nn.Linear(in_channels * patch_size * patch_size, dim)
        self.cls_token = nn.Parameter(torch.randn(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, self.grid * self.grid + 1, dim))

    def forward(self, x: Tensor) -> Tensor:
        batch, _, height, width = x.shape
        if height != self.side or width != self.side:
            raise ValueError("wrong image size")
        sequence = [self.cls_token[:, 0].expand(batch, -1)]
        for r in range(0, height, self.p):
            for c in range(0, width, self.p):
                patch = x[:, :, r : r + self.p, c : c + self.p].reshape(batch, -1)
                sequence.append(self.proj(patch))
        return torch.stack(sequence, dim=1) + self.pos_embed
