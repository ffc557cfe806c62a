"""SGD with momentum, weight decay and Nesterov's look-ahead, as PyTorch defines them (Sutskever et al., 2013).

PyTorch keeps the learning rate outside the buffer: v = momentum * v + g, p = p - lr * v.
"""

import torch
from torch import Tensor


class SGD:
    def __init__(
        self,
        params: list[Tensor],
        lr: float,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
    ):
        self.params = params
        self.lr, self.momentum, self.weight_decay, self.nesterov = lr, momentum, weight_decay, nesterov
        self.buffers: list[Tensor | None] = [None] * len(params)

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            v = self.buffers[i]
            v = g if v is None else self.momentum * v + g
            self.buffers[i] = v
            p -= self.lr * (g + self.momentum * v if self.nesterov else v)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
