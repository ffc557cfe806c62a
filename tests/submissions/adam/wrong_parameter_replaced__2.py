import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params = tuple(params)
        self.lr = lr
        self.b1, self.b2 = betas
        self.eps = eps
        self.wd = weight_decay
        self.dec = decoupled
        self.state = {p: [0, 0.0, 0.0] for p in self.params}

    def step(self):
        for p, s in self.state.items():
            if p.grad is None:
                continue
            g = p.grad.detach()
            w = p.data
            if self.dec:
                w = w - self.lr * self.wd * w
            else:
                g = g.add(w, alpha=self.wd)
            s[0] += 1
            s[1] = s[1] + (1 - self.b1) * (g - s[1])
            s[2] = s[2] + (1 - self.b2) * (g.square() - s[2])
            c1, c2 = 1 - self.b1 ** s[0], 1 - self.b2 ** s[0]
            p.data = w - self.lr / c1 * s[1] / ((s[2] / c2) ** 0.5 + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
