import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params = list(params)
        self.lr = lr
        self.b1, self.b2 = betas
        self.eps = eps
        self.wd = weight_decay
        self.dec = decoupled
        self.m = [0.0] * len(self.params)
        self.v = [0.0] * len(self.params)
        self.t = [0] * len(self.params)

    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad
            if self.dec:
                p.data.copy_(p.data * (1 - self.lr * self.wd))
            else:
                g = g + self.wd * p
            self.t[i] += 1
            self.m[i] = self.b1 * self.m[i] + (1 - self.b1) * g
            self.v[i] = self.b2 * self.v[i] + (1 - self.b2) * g**2
            mh = self.m[i] / (1 - self.b1 ** self.t[i])
            vh = self.v[i] / (1 - self.b2 ** self.t[i])
            p.data.copy_(p.data - self.lr * (mh / (vh.sqrt() + self.eps)).detach())

    def zero_grad(self):
        for p in self.params:
            p.grad = None
