import torch


def nearest_level(x, levels):
    return (x.unsqueeze(-1) - levels).abs().argmin(dim=-1)


def quantize(weight, levels, block_size):
    values = weight.contiguous().view(-1)
    blocks = -(-values.shape[0] // block_size)
    slots = blocks * block_size
    padded = values.new_zeros(slots + slots % 2)
    padded[: values.shape[0]] = values
    grid = padded[:slots].view(blocks, block_size)
    absmax = grid.abs().max(dim=1).values
    normal = torch.zeros_like(padded)
    normal[:slots] = (grid / absmax[:, None].clamp_min(torch.finfo(weight.dtype).tiny)).view(-1)
    index = nearest_level(normal, levels)
    low, high = index.view(-1, 2).unbind(1)
    return (high * 16 + low).to(torch.uint8), absmax


def dequantize(codes, absmax, levels, block_size, shape):
    wide = codes.to(torch.int64)
    index = torch.empty(2 * len(wide), dtype=torch.int64)
    index[0::2] = wide % 16
    index[1::2] = wide // 16
    size = 1
    for s in shape:
        size *= s
    scale = absmax.repeat_interleave(block_size)[:size]
    return (levels[index[:size]] * scale).reshape(shape)
