import torch


class SGD:
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.params = list(params)
        self.lr = lr
        self.mu = momentum
        self.wd = weight_decay
        self.nes = nesterov
        self.v = {}

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad + self.wd * p
            v = self.v.get(i, torch.zeros_like(p))
            v = self.mu * v - self.lr * g
            self.v[i] = v
            p += (self.mu * v - self.lr * g) if self.nes else v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
