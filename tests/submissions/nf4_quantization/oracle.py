import math

import torch


def quantize(weight, levels, block_size):
    """Value by value, with exact comparisons in double precision after the division."""
    values = weight.flatten().tolist()
    table = levels.tolist()

    def nearest(s):
        best = 0
        for i in range(1, 16):
            if abs(s - table[i]) < abs(s - table[best]):
                best = i
        return best

    scales, codes = [], []
    for start in range(0, len(values), block_size):
        block = torch.tensor(values[start : start + block_size], dtype=weight.dtype)
        top = block.abs().max()
        scales.append(top.item())
        codes += [nearest((v / top).item() if top > 0 else 0.0) for v in block]
        codes += [nearest(0.0)] * (block_size - len(block))
    if len(codes) % 2:
        codes.append(nearest(0.0))
    packed = [16 * codes[i] + codes[i + 1] for i in range(0, len(codes), 2)]
    return torch.tensor(packed, dtype=torch.uint8), torch.tensor(scales, dtype=weight.dtype)


def dequantize(codes, absmax, levels, block_size, shape):
    indices = []
    for byte in codes.tolist():
        indices += divmod(byte, 16)
    count = math.prod(shape)
    values = [levels[indices[i]] * absmax[i // block_size] for i in range(count)]
    return torch.stack(values).reshape(shape)
