import math

import torch


def quantize(weight, levels, block_size):
    flat = weight.flatten()
    flat = torch.cat([flat, flat.new_zeros(-len(flat) % block_size)]).reshape(-1, block_size)
    absmax = flat.abs().max(dim=-1).values
    x = flat / torch.where(absmax > 0, absmax, torch.ones_like(absmax)).unsqueeze(-1)
    return (x.reshape(-1, 1) - levels).abs().argmin(1).to(torch.uint8), absmax


def dequantize(codes, absmax, levels, block_size, shape):
    index = codes.long() % 16
    values = levels[index] * absmax.repeat_interleave(block_size)[: len(index)]
    return values[: math.prod(shape)].view(shape)
