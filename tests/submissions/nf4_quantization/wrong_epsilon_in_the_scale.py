import torch


def quantize(weight, levels, block_size):
    flat = weight.flatten()
    n = flat.numel()
    pad = (-n) % block_size
    flat = torch.cat([flat, flat.new_zeros(pad)]).view(-1, block_size)
    absmax = flat.abs().max(1).values
    s = (flat / (absmax[:, None] + 1e-8)).flatten()
    if s.numel() % 2:
        s = torch.cat([s, s.new_zeros(1)])
    c = (s[:, None] - levels).abs().argmin(1).to(torch.uint8)
    return (c[::2] * 16 + c[1::2]), absmax


def dequantize(codes, absmax, levels, block_size, shape):
    hi, lo = codes // 16, codes % 16
    c = torch.stack([hi, lo], 1).flatten().long()[: absmax.numel() * block_size]
    w = levels[c].view(-1, block_size) * absmax[:, None]
    n = 1
    for s in shape:
        n *= s
    return w.flatten()[:n].reshape(shape)
