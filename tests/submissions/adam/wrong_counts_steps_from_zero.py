import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params, self.lr, self.eps = params, lr, eps
        self.b1, self.b2 = betas
        self.wd, self.decoupled = weight_decay, decoupled
        self.m = {p: torch.zeros_like(p) for p in params}
        self.v = {p: torch.zeros_like(p) for p in params}
        self.t = {p: 0 for p in params}

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            t = self.t[p]
            g = p.grad.clone()
            if self.decoupled:
                p.sub_(p * self.lr * self.wd)
            else:
                g += p * self.wd
            self.m[p] = self.b1 * self.m[p] + (1 - self.b1) * g
            self.v[p] = self.b2 * self.v[p] + (1 - self.b2) * g**2
            m_hat = self.m[p] / torch.tensor(1 - self.b1**t, dtype=p.dtype)
            v_hat = self.v[p] / torch.tensor(1 - self.b2**t, dtype=p.dtype)
            p.sub_(self.lr * m_hat / (torch.sqrt(v_hat) + self.eps))
            self.t[p] = t + 1

    def zero_grad(self):
        for p in self.params:
            p.grad = None
