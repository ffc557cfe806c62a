import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params = list(params)
        self.lr = lr
        self.b1, self.b2 = betas
        self.eps = eps
        self.wd = weight_decay
        self.dec = decoupled
        self.state = {}

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            s = self.state.setdefault(i, dict(t=0, m=torch.zeros_like(p), v=torch.zeros_like(p)))
            g = p.grad + self.wd * p
            if self.dec:
                p.mul_(1 - self.lr * self.wd)
            s["t"] += 1
            s["m"].mul_(self.b1).add_(g, alpha=1 - self.b1)
            s["v"].mul_(self.b2).addcmul_(g, g, value=1 - self.b2)
            mh = s["m"] / (1 - self.b1 ** s["t"])
            vh = s["v"] / (1 - self.b2 ** s["t"])
            p.sub_(self.lr * mh / (vh.sqrt() + self.eps))

    def zero_grad(self):
        for p in self.params:
            p.grad = None
