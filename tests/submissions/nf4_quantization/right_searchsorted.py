import numpy as np
import torch


def quantize(weight, levels, block_size):
    w = weight.detach().flatten()
    codes, maxima = [], []
    zero = nearest(torch.zeros(1, dtype=w.dtype), levels)
    for block in w.split(block_size):
        top = block.abs().max()
        maxima.append(top)
        codes.append(nearest(block / top if top.item() else block, levels))
    codes.append(zero.expand(block_size * len(maxima) - len(w)))
    joined = torch.cat(codes)
    if joined.numel() % 2 == 1:
        joined = torch.cat([joined, zero])
    even, odd = joined[::2], joined[1::2]
    return torch.bitwise_or(torch.bitwise_left_shift(even, 4), odd).to(torch.uint8), torch.stack(maxima)


def nearest(x, levels):
    """The upper neighbour is taken only where it is strictly nearer."""
    upper = torch.searchsorted(levels.contiguous(), x.contiguous()).clamp(max=15)
    lower = (upper - 1).clamp(min=0)
    return torch.where(levels[upper] - x < x - levels[lower], upper, torch.where(x <= levels[0], upper, lower))


def dequantize(codes, absmax, levels, block_size, shape):
    total = int(np.prod(shape))
    nibbles = torch.cat([(codes // 16)[:, None], (codes % 16)[:, None]], dim=1).reshape(-1)[:total]
    block = torch.arange(total) // block_size
    return torch.take(levels, nibbles.long()).mul(absmax[block]).reshape(*shape)
