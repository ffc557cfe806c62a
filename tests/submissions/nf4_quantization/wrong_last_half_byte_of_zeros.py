import torch


def quantize(weight, levels, block_size):
    flat = weight.flatten()
    n = flat.numel()
    pad = (-n) % block_size
    flat = torch.cat([flat, flat.new_zeros(pad)]).view(-1, block_size)
    absmax = flat.abs().max(1).values
    s = (flat / absmax.clamp(min=1e-30)[:, None]).flatten()
    c = (s[:, None] - levels).abs().argmin(1).to(torch.uint8)
    if c.numel() % 2:
        c = torch.cat([c, c.new_zeros(1)])
    return (c[::2] * 16 + c[1::2]), absmax


def dequantize(codes, absmax, levels, block_size, shape):
    hi, lo = codes // 16, codes % 16
    c = torch.stack([hi, lo], 1).flatten().long()[: absmax.numel() * block_size]
    w = levels[c].view(-1, block_size) * absmax[:, None]
    n = 1
    for s in shape:
        n *= s
    return w.flatten()[:n].reshape(shape)
