import math

import torch


def quantize(weight, levels, block_size):
    w = weight.reshape(-1)
    n = w.numel()
    blocks = math.ceil(n / block_size)
    codes = torch.zeros(blocks * block_size + blocks * block_size % 2, dtype=torch.long)
    absmax = w.new_zeros(blocks)
    for i in range(blocks):
        part = w[i * block_size : (i + 1) * block_size]
        absmax[i] = part.abs().max()
        scaled = part / absmax[i] if absmax[i] > 0 else torch.zeros_like(part)
        codes[i * block_size : i * block_size + len(part)] = torch.cdist(scaled[:, None], levels[:, None]).argmin(1)
    return (codes[::2] * 16 + codes[1::2]).byte(), absmax


def dequantize(codes, absmax, levels, block_size, shape):
    index = torch.stack((codes.int() // 16, codes.int() % 16), -1).flatten()[: math.prod(shape)]
    return (levels[index] * absmax[torch.arange(len(index)) // block_size]).view(shape)
