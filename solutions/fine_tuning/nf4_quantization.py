"""Block-wise quantization to 16 levels, as QLoRA's NF4 (Dettmers et al., 2023).

Each block is scaled into [-1, 1] by its largest magnitude; each value becomes the index of the nearest level, and two
indices share a byte.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def quantize(weight: Tensor, levels: Tensor, block_size: int) -> tuple[Tensor, Tensor]:
    flat = weight.reshape(-1)
    blocks = F.pad(flat, (0, -len(flat) % block_size)).view(-1, block_size)  # [blocks, block_size], zeros at the end
    absmax = blocks.abs().amax(dim=1)  # [blocks]
    scaled = blocks / torch.where(absmax == 0, 1, absmax)[:, None]  # in [-1, 1]; a block of zeros stays zero
    scaled = F.pad(scaled.flatten(), (0, scaled.numel() % 2))  # an even count
    between = (levels[1:] + levels[:-1]) / 2  # [15]
    codes = torch.bucketize(scaled, between).to(torch.uint8)  # a tie goes to the lower level
    return codes[0::2] << 4 | codes[1::2], absmax


def dequantize(codes: Tensor, absmax: Tensor, levels: Tensor, block_size: int, shape: tuple[int, ...]) -> Tensor:
    pairs = torch.stack([codes >> 4, codes & 15], dim=1)  # [bytes, 2]
    indices = pairs.flatten()[: len(absmax) * block_size].long()
    blocks = levels[indices].view(-1, block_size) * absmax[:, None]  # [blocks, block_size]
    return blocks.flatten()[: math.prod(shape)].view(shape)
