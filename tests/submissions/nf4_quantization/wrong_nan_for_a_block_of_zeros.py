import math

import torch


def quantize(weight, levels, block_size):
    flat = weight.flatten()
    flat = torch.cat([flat, flat.new_zeros(-len(flat) % block_size)]).reshape(-1, block_size)
    absmax, _ = torch.max(torch.abs(flat), dim=-1)
    x = (flat / absmax.unsqueeze(-1)).reshape(-1)
    if len(x) % 2:
        x = torch.cat([x, x.new_zeros(1)])
    code = torch.searchsorted((levels[:-1] + levels[1:]) * 0.5, x)
    code = code.to(torch.uint8).reshape(-1, 2)
    return code[:, 0] * 16 + code[:, 1], absmax


def dequantize(codes, absmax, levels, block_size, shape):
    index = torch.stack((codes.int() // 16, codes.int() % 16), -1).flatten()[: math.prod(shape)]
    return (levels[index] * absmax[torch.arange(len(index)) // block_size]).view(shape)
