import torch


class Inverted(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dropped, scale):
        ctx.save_for_backward(dropped)
        ctx.scale = scale
        return (x * scale).masked_fill(dropped, 0)

    @staticmethod
    def backward(ctx, grad):
        (dropped,) = ctx.saved_tensors
        return (grad * ctx.scale).masked_fill(dropped, 0), None, None


def dropout(x, p, training, generator):
    if p > 1 or p < 0:
        raise ValueError("p")
    if not training or p == 0:
        return x * 1
    scale = 0.0 if p == 1 else 1.0 / (1.0 - p)
    noise = torch.empty(x.shape).uniform_(0, 1, generator=generator)
    return Inverted.apply(x, noise < p, scale)
