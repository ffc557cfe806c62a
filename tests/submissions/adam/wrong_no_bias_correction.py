import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params = list(params)
        self.lr, (self.b1, self.b2), self.eps = lr, betas, eps
        self.l2 = 0.0 if decoupled else weight_decay
        self.shrink = weight_decay if decoupled else 0.0
        self.state = {}

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is not None:
                    self._update(k, p, p.grad)

    def _update(self, k, p, grad):
        if k not in self.state:
            self.state[k] = {"t": 0, "avg": torch.zeros_like(p), "avg_sq": torch.zeros_like(p)}
        s = self.state[k]
        s["t"] += 1
        p.mul_(1.0 - self.lr * self.shrink)
        grad = grad.add(p, alpha=self.l2)
        s["avg"].lerp_(grad, 1 - self.b1)
        s["avg_sq"].mul_(self.b2).addcmul_(grad, grad, value=1 - self.b2)
        root = s["avg_sq"].sqrt()
        p.addcdiv_(s["avg"], root.add_(self.eps), value=-self.lr)
