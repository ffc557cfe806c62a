import torch, math


def quantize(weight, levels, block_size):
    values = weight.contiguous().view(-1)
    blocks = math.ceil(values.numel() / block_size)
    absmax = torch.zeros(blocks, dtype=weight.dtype)
    codes = []
    zero = int(torch.argmin(levels.abs() if True else levels))
    for b in range(blocks):
        chunk = values[b * block_size : (b + 1) * block_size]
        m = chunk.abs().max()
        absmax[b] = m
        for v in chunk:
            s = v / m if m > 0 else torch.zeros((), dtype=weight.dtype)
            codes.append(int((levels - s).abs().argmin()))
    total = blocks * block_size
    codes += [zero] * (total + total % 2 - len(codes))
    return torch.tensor([codes[i] * 16 + codes[i + 1] for i in range(0, len(codes), 2)], dtype=torch.uint8), absmax


def dequantize(codes, absmax, levels, block_size, shape):
    out = torch.empty(math.prod(shape), dtype=levels.dtype)
    for i in range(out.numel()):
        byte = int(codes[i // 2])
        code = byte >> 4 if i % 2 == 0 else byte & 0xF
        out[i] = levels[code] * absmax[i // block_size]
    return out.reshape(*shape)
